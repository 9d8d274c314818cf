// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dispatch
import LanguageModel
import Platform
import Tokenizer

/// One loaded model and the requests for it. Choices of all requests are generated together, a token
/// each at a time; a new one joins as soon as a sequence of the cache is free. Used from one thread
/// at a time.
final class ModelSession {
  /// A request that has choices which were not begun.
  private struct Waiting {
    let work: CompletionWork
    var nextChoice = 0
    var prompt: PromptState?
  }

  let model: GPT2Model
  let tokenizer: GPT2Tokenizer
  private let cache: KeyValueCache
  private var freeSlots: [Int]
  private var waiting: [Waiting] = []
  private var active: [ActiveChoice] = []
  /// Told when a request has left the queue.
  private let onBegun: () -> Void
  /// New prompt tokens in one step: choices under way must not wait long for a new one.
  private static let promptTokensPerStep = 1024

  init(
    _ source: ModelSource, sequences: Int, onBegun: @escaping () -> Void
  ) throws(AssayError) {
    switch source {
    case .directory(let path):
      model = try GPT2Model(directory: path)
      tokenizer =
        Files.exists("\(path)/tokenizer.json") || Files.exists("\(path)/vocab.json")
        ? try GPT2Tokenizer(path: path) : .gpt2
    case .preset(let name):
      guard let configuration = GPT2Configuration.preset(name) else {
        throw AssayError("there is no preset '\(name)'")
      }
      model = try GPT2Model(configuration: configuration, seed: 42)
      tokenizer = .gpt2
    }
    cache = try KeyValueCache(
      for: model, sequences: sequences, capacity: model.configuration.positions)
    freeSlots = Array((0..<sequences).reversed())
    self.onBegun = onBegun
  }

  var isIdle: Bool { waiting.isEmpty && active.isEmpty }

  func add(_ work: CompletionWork) {
    waiting.append(Waiting(work: work))
  }

  /// Begins what fits, then generates one token for each choice under way.
  func step() throws(AssayError) {
    var budget = Self.promptTokensPerStep
    while budget > 0, !freeSlots.isEmpty, !waiting.isEmpty { budget -= try begin() }
    try decode()
  }

  /// Ends all requests with an error.
  func fail(_ error: AssayError) {
    for entry in waiting {
      entry.work.sink.finish(throwing: error)
      if entry.nextChoice == 0 { onBegun() }
    }
    for choice in active {
      choice.work.sink.finish(throwing: error)
      freeSlots.append(choice.slot)
    }
    waiting = []
    active = []
  }

  // MARK: Beginning

  /// Begins one choice of the first request.
  /// - Returns: the tokens that the model had to read for it.
  private func begin() throws(AssayError) -> Int {
    var entry = waiting.removeFirst()
    if entry.nextChoice == 0 { onBegun() }
    guard !entry.work.isCancelled else { return 1 }
    let work = entry.work
    let candidate = entry.nextChoice % work.candidates
    var cost = 1
    var prompt =
      entry.prompt
      ?? PromptState(tokens: work.prompts[entry.nextChoice / work.candidates])
    if candidate == 0 {
      prompt = PromptState(tokens: work.prompts[entry.nextChoice / work.candidates])
      cost = try read(&prompt, for: work)
    }
    cost += try start(entry.nextChoice, of: work, &prompt)
    entry.nextChoice += 1
    entry.prompt = prompt
    if entry.nextChoice < work.choices { waiting.insert(entry, at: 0) }
    return cost
  }

  /// Scores the prompt's tokens where an echo asks for that.
  private func read(_ prompt: inout PromptState, for work: CompletionWork) throws(AssayError) -> Int
  {
    guard work.parameters.echoes, let count = work.parameters.logprobs else { return 0 }
    (prompt.scores, prompt.logits) = try PromptScorer.score(
      prompt.tokens, with: model, alternatives: count)
    return prompt.tokens.count
  }

  /// Draws a choice's first token and, when more are wanted, gives it a sequence of the cache.
  private func start(
    _ index: Int, of work: CompletionWork, _ prompt: inout PromptState
  ) throws(AssayError) -> Int {
    let slot = freeSlots.removeLast()
    var choice = ActiveChoice(
      work: work, index: index, slot: slot,
      text: prompt.text(work.parameters, tokenizer: tokenizer))
    var cost = 0
    if work.parameters.maximumTokens == 0 {
      choice.finish(.length)
    } else {
      if work.parameters.maximumTokens > 1 || prompt.logits.isEmpty {
        cost = try fill(slot, with: &prompt)
      }
      choice.advance(prompt.logits, tokenizer: tokenizer)
    }
    if choice.ending == nil {
      active.append(choice)
    } else {
      release(choice)
    }
    return cost
  }

  /// Puts the prompt into a sequence of the cache: a copy of one that has it, else by reading it.
  private func fill(_ slot: Int, with prompt: inout PromptState) throws(AssayError) -> Int {
    cache.clear(slot)
    if let source = prompt.slot, source != slot, !prompt.logits.isEmpty,
      active.contains(where: { $0.slot == source })
    {
      cache.copy(source, to: slot, count: prompt.tokens.count)
      return 1
    }
    prompt.logits = try model.extend(cache, with: [(sequence: slot, tokens: prompt.tokens)])[0]
    prompt.slot = slot
    return prompt.tokens.count
  }

  // MARK: Generating

  private func decode() throws(AssayError) {
    dropAbandoned()
    guard !active.isEmpty else { return }
    let rows = try nextLogits()
    let tokenizer = tokenizer
    active.withUnsafeMutableBufferPointer { choices in
      // Each choice touches its own element alone.
      nonisolated(unsafe) let choices = choices
      DispatchQueue.concurrentPerform(iterations: choices.count) { index in
        choices[index].advance(rows[index], tokenizer: tokenizer)
      }
    }
    for choice in active where choice.ending != nil { release(choice) }
    active.removeAll { $0.ending != nil }
  }

  /// The logits (V) of every choice under way after its last token.
  private func nextLogits() throws(AssayError) -> [[Float]] {
    var rows = [[Float]](repeating: [], count: active.count)
    let alone = active.indices.filter { active[$0].work.parameters.isReproducible }
    let together = active.indices.filter { !active[$0].work.parameters.isReproducible }
    for group in alone.map({ [$0] }) + (together.isEmpty ? [] : [together]) {
      let logits = try model.extend(
        cache,
        with: group.map { (sequence: active[$0].slot, tokens: [active[$0].lastToken]) })
      for (index, row) in zip(group, logits) { rows[index] = row }
    }
    return rows
  }

  private func dropAbandoned() {
    for index in active.indices where active[index].work.isCancelled {
      active[index].abandon()
      freeSlots.append(active[index].slot)
    }
    active.removeAll { $0.work.isCancelled }
  }

  /// Gives the sequence back, and ends the request with its last choice.
  private func release(_ choice: ActiveChoice) {
    freeSlots.append(choice.slot)
    if choice.work.countFinished() == choice.work.choices { choice.work.sink.finish() }
  }
}
