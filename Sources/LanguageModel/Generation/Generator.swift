// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Tokenizer

/// Continues prompts with a model, token by token, with a key-value cache. The prompt is computed
/// once for all texts.
package struct Generator {
  private let model: GPT2Model
  private let tokenizer: GPT2Tokenizer

  package init(model: GPT2Model, tokenizer: GPT2Tokenizer) {
    self.model = model
    self.tokenizer = tokenizer
  }

  /// Generates texts and keeps the best of them, as `options` says; the best comes first.
  /// - Throws: `AssayError` when the prompt leaves no room in the model's positions.
  package func generateBest(
    _ prompt: [Int32], options: GenerationOptions
  ) throws(AssayError) -> [GeneratedText] {
    guard let bestOf = options.bestOf, bestOf > options.count else {
      return try generate(prompt, options: options)
    }
    var wide = options
    wide.count = bestOf
    wide.reportedTokens = options.reportedTokens ?? 0
    let ranked = try generate(prompt, options: wide).enumerated().sorted { left, right in
      let scores = (left.element.meanLogProbability, right.element.meanLogProbability)
      return scores.0 == scores.1 ? left.offset < right.offset : scores.0 > scores.1
    }
    return ranked.prefix(options.count).map { text in
      options.reportedTokens == nil ? text.element.withoutLogProbabilities : text.element
    }
  }

  /// Generates `options.count` texts. Each stops for itself; all end at the model's last position.
  /// - Parameters:
  ///   - prompt: its tokens; none stands for the end-of-text token, after which a text starts.
  ///   - onBytes: called with the index of a text and bytes that are certain to be part of it.
  /// - Throws: `AssayError` when the prompt leaves no room in the model's positions.
  package func generate(
    _ prompt: [Int32], options: GenerationOptions,
    onBytes: (_ index: Int, _ bytes: [UInt8]) -> Void = { _, _ in }
  ) throws(AssayError) -> [GeneratedText] {
    let prompt = prompt.isEmpty ? [model.configuration.endToken ?? 0] : prompt
    var texts = (0..<options.count).map { TextInProgress($0, options, tokenizer) }
    guard options.maximalTokens > 0, !texts.isEmpty else { return texts.map { $0.result } }
    // The last position still predicts a token, which then needs no row of its own.
    let room = model.configuration.positions - prompt.count + 1
    guard room > 0 else { throw tooLong(prompt) }
    let limit = min(options.maximalTokens, room)
    let cache = try KeyValueCache(
      for: model, sequences: texts.count, capacity: prompt.count + limit - 1)
    let first = try model.extend(cache, with: [(0, prompt)])[0]
    cache.copyFirstToAll()
    var logits = Dictionary(uniqueKeysWithValues: texts.indices.map { ($0, first) })
    for step in 1...limit {
      for index in texts.indices where !texts[index].isFinished {
        guard let logits = logits[index] else { continue }
        onBytes(index, texts[index].advance(logits, isLast: step == limit))
      }
      let additions = texts.indices.filter { !texts[$0].isFinished }.map { index in
        (sequence: index, tokens: [texts[index].lastToken])
      }
      guard step < limit, !additions.isEmpty else { break }
      let found = try model.extend(cache, with: additions)
      for (addition, row) in zip(additions, found) { logits[addition.sequence] = row }
    }
    return texts.map { $0.result }
  }

  private func tooLong(_ prompt: [Int32]) -> AssayError {
    AssayError(
      "the prompt has \(prompt.count) tokens, the model \(model.configuration.positions) positions",
      remedy: "Shorten the prompt")
  }
}
