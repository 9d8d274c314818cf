// SPDX-License-Identifier: Apache-2.0

import Algorithms
package import AssayCore
import DequeModule
import Dispatch
import Tokenizer

/// Generates text for many requests at once, a token of each of their texts at a time. A new text joins
/// as soon as a sequence of the cache is free. Used from one thread at a time.
///
/// Whoever uses it adds requests and calls `step` until it is idle; what came of them is in the events.
/// A request that fails ends alone.
package final class GenerationEngine {
  private let model: GPT2Model
  private let tokenizer: TextTokenizer
  private let endTokens: Set<Int32>
  private let cache: KeyValueCache
  private var freeSlots: [Int]
  private var waiting: Deque<WaitingRequest> = []
  private var active: [ActiveChoice] = []
  /// The texts of each request that have not ended.
  private var unfinished: [Int: Int] = [:]
  private var events: [GenerationEvent] = []
  private var nextID = 0
  /// New prompt tokens in one step: texts under way must not wait long for a new one.
  private static let promptTokensPerStep = 1024

  /// - Parameters:
  ///   - sequences: texts generated at the same time.
  ///   - capacity: tokens of the longest prompt and text; nil for all that the model can read.
  /// - Throws: `AssayError` when memory has run out or the model writes no text.
  package init(
    _ loaded: LoadedModel, sequences: Int, capacity: Int? = nil
  ) throws(AssayError) {
    model = loaded.model
    tokenizer = loaded.tokenizer
    endTokens = loaded.endTokens
    try model.requireLanguageModel()
    cache = try KeyValueCache(
      for: model, sequences: sequences,
      capacity: min(capacity ?? .max, model.configuration.positions))
    freeSlots = Array((0..<sequences).reversed())
  }

  /// Whether there is nothing to do and nothing to tell.
  package var isIdle: Bool { waiting.isEmpty && active.isEmpty && events.isEmpty }

  /// Requests of which no text was begun.
  package var queuedRequests: Int { waiting.count { $0.nextChoice == 0 } }

  /// Queues a request.
  /// - Returns: its number in the events.
  package func add(_ request: GenerationRequest) -> Int {
    let id = nextID
    nextID += 1
    do throws(AssayError) {
      try request.validate(for: model.configuration, capacity: cache.capacity)
      waiting.append(WaitingRequest(id: id, request: request))
      unfinished[id] = request.choices
    } catch {
      events.append(GenerationEvent(request: id, content: .failed(error)))
    }
    return id
  }

  /// Ends a request that nobody waits for any more; no event tells of it again.
  package func cancel(_ id: Int) {
    unfinished[id] = nil
    waiting.removeAll { $0.id == id }
    events.removeAll { $0.request == id }
    for choice in active where choice.request == id { freeSlots.append(choice.slot) }
    active.removeAll { $0.request == id }
  }

  /// Begins what fits, then generates one token for each text under way.
  /// - Returns: what happened since the last step.
  package func step() -> [GenerationEvent] {
    begin()
    decode()
    defer { events = [] }
    return events
  }

  /// Ends a request with an error, and gives its sequences back.
  private func fail(_ id: Int, _ error: AssayError) {
    guard unfinished[id] != nil else { return }
    cancel(id)
    events.append(GenerationEvent(request: id, content: .failed(error)))
  }

  // MARK: Beginning

  private func begin() {
    var starts: [PromptStart] = []
    var budget = Self.promptTokensPerStep
    while budget > 0, let start = nextStart() {
      budget -= start.needsModel ? start.prompt.count : start.slots.count
      starts.append(start)
    }
    read(&starts)
    for start in starts where unfinished[start.id] != nil { begin(start) }
    settle()
  }

  /// Takes choices of the first prompt that waits, as many as there are sequences for.
  private func nextStart() -> PromptStart? {
    guard let entry = waiting.first, !freeSlots.isEmpty else { return nil }
    let candidates = entry.request.candidates
    let count = min(freeSlots.count, candidates - entry.nextChoice % candidates)
    let prompt = entry.request.prompts[entry.nextChoice / candidates]
    let start = PromptStart(
      id: entry.id, request: entry.request, first: entry.nextChoice,
      slots: (0..<count).map { _ in freeSlots.removeLast() },
      limit: min(entry.request.maximumTokens, model.configuration.positions - prompt.count + 1),
      reading: entry.reading)
    waiting[0].nextChoice += count
    waiting[0].reading = nil
    if waiting[0].nextChoice == entry.request.choices { waiting.removeFirst() }
    return start
  }

  /// Lets the model read the prompts that no text under way has in the cache.
  private func read(_ starts: inout [PromptStart]) {
    let unread = starts.indices.filter { starts[$0].needsModel && !copySibling(to: starts[$0]) }
    for group in Self.groups(unread, isAlone: { starts[$0].request.isReproducible }) {
      let additions = group.map { index in
        cache.clear(starts[index].slots[0])
        return CacheAddition(
          sequence: starts[index].slots[0], tokens: starts[index].prompt,
          alternatives: starts[index].request.promptLogprobs)
      }
      for (index, result) in zip(group, extend(additions)) {
        switch result {
        case .success(let reading): starts[index].reading = reading
        case .failure(let error): fail(starts[index].id, error)
        }
      }
    }
    for start in starts where unfinished[start.id] == nil { freeSlots += start.slots }
    for index in unread { share(starts[index]) }
  }

  /// Copies a prompt that was read to the sequences of the other choices.
  private func share(_ start: PromptStart) {
    guard unfinished[start.id] != nil, start.needsCache else { return }
    for slot in start.slots.dropFirst() {
      cache.copy(start.slots[0], to: slot, count: start.prompt.count)
    }
  }

  /// Copies the prompt from a text of the same prompt that is under way.
  /// - Returns: false when there is none.
  private func copySibling(to start: PromptStart) -> Bool {
    guard start.reading != nil else { return false }
    guard start.needsCache else { return true }
    let prompt = start.first / start.request.candidates
    guard
      let sibling = active.first(where: {
        $0.request == start.id && $0.index / start.request.candidates == prompt
      })
    else { return false }
    for slot in start.slots {
      cache.copy(sibling.slot, to: slot, count: start.prompt.count)
    }
    return true
  }

  /// Draws the first token of each choice.
  private func begin(_ start: PromptStart) {
    let text = start.text(tokenizer)
    for (offset, slot) in start.slots.enumerated() {
      var choice = ActiveChoice(
        start, index: start.first + offset, slot: slot, endTokens: endTokens, text: text)
      if choice.ending == nil, let reading = start.reading {
        choice.advance(reading, tokenizer: tokenizer)
      }
      active.append(choice)
    }
    guard let entry = waiting.first, entry.id == start.id else { return }
    let candidates = start.request.candidates
    if entry.nextChoice / candidates == start.first / candidates {
      waiting[0].reading = start.reading
    }
  }

  // MARK: Generating

  private func decode() {
    guard !active.isEmpty else { return }
    var found = [NextToken?](repeating: nil, count: active.count)
    var failures: [(id: Int, error: AssayError)] = []
    for group in Self.groups(Array(active.indices), isAlone: { active[$0].isReproducible }) {
      let additions = group.map {
        CacheAddition(sequence: active[$0].slot, tokens: [active[$0].lastToken])
      }
      for (index, result) in zip(group, extend(additions)) {
        switch result {
        case .success(let next): found[index] = next
        case .failure(let error): failures.append((active[index].request, error))
        }
      }
    }
    advance(found)
    for failure in failures { fail(failure.id, failure.error) }
    settle()
  }

  /// Draws the next token of every text under way.
  private func advance(_ found: [NextToken?]) {
    let tokenizer = tokenizer
    active.withUnsafeMutableBufferPointer { choices in
      // Each choice touches its own element alone.
      nonisolated(unsafe) let choices = choices
      DispatchQueue.concurrentPerform(iterations: choices.count) { index in
        if let next = found[index] { choices[index].advance(next, tokenizer: tokenizer) }
      }
    }
  }

  /// Tells what came of the texts under way, and gives back the sequences of those that ended.
  private func settle() {
    for index in active.indices {
      let id = active[index].request
      for content in active[index].takeOutbox() {
        events.append(GenerationEvent(request: id, content: content))
      }
      guard active[index].ending != nil else { continue }
      freeSlots.append(active[index].slot)
      unfinished[id, default: 1] -= 1
      guard unfinished[id] == 0 else { continue }
      unfinished[id] = nil
      events.append(GenerationEvent(request: id, content: .finished))
    }
    active.removeAll { $0.ending != nil }
  }

  /// What the model says after additions; all fail together, or one whose numbers are broken alone.
  private func extend(_ additions: [CacheAddition]) -> [Result<NextToken, AssayError>] {
    do throws(AssayError) {
      return try model.extend(cache, with: additions).map { next in
        next.isFinite ? .success(next) : .failure(GPT2Model.overflow)
      }
    } catch {
      return additions.map { _ in .failure(error) }
    }
  }

  /// What is to be computed alone by itself, and the rest together.
  private static func groups(_ indices: [Int], isAlone: (Int) -> Bool) -> [[Int]] {
    let (together, alone) = indices.partitioned(by: isAlone)
    return alone.map { [$0] } + (together.isEmpty ? [] : [together])
  }
}
