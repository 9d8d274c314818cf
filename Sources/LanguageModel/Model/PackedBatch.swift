// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Sequences laid end to end without padding, and the positions whose next token is asked for.
/// Tokens of different sequences do not see each other, and each sequence starts at position 0,
/// unless it continues another: then it sees that one and starts after it. So a prompt that many
/// completions share is computed once.
package struct PackedBatch: Sendable, Equatable {
  /// A question to the model: how likely is `token` after the token at `position`? To a classifier:
  /// how likely is the class of that number, by the text up to there?
  package struct Target: Sendable, Equatable {
    /// The index into `tokens` of the last token that is known.
    package var position: Int
    /// The token to predict.
    package var token: Int32
    /// What the cross-entropy of this target is multiplied with in the loss.
    package var weight: Float

    package init(position: Int, token: Int32, weight: Float = 1) {
      self.position = position
      self.token = token
      self.weight = weight
    }
  }

  package private(set) var tokens: [Int32] = []
  /// The end of each sequence in `tokens`, ascending; the last is `tokens.count`.
  package private(set) var sequenceEnds: [Int] = []
  /// In ascending order of position; several may share one.
  package private(set) var targets: [Target] = []

  /// For each sequence the one that it continues, by its index, or nil.
  package private(set) var prefixes: [Int?] = []

  package init() {}

  /// Adds a sequence that continues an earlier one, which must not continue another itself. For
  /// evaluation only. Targets are as in `append(_:targets:)`.
  package mutating func append(
    _ sequence: some Collection<Int32>, continuing prefix: Int, targets: some Collection<Target>
  ) {
    append(sequence, targets: targets)
    prefixes[prefixes.count - 1] = prefix
  }

  /// Adds a sequence, with targets whose positions count from its own start, in ascending order.
  package mutating func append(
    _ sequence: some Collection<Int32>, targets: some Collection<Target>
  ) {
    let start = tokens.count
    tokens.append(contentsOf: sequence)
    sequenceEnds.append(tokens.count)
    prefixes.append(nil)
    for target in targets {
      var target = target
      target.position += start
      self.targets.append(target)
    }
  }

  /// Adds prompt and completion as one sequence, with every token of the completion a target of
  /// weight `weight`. The last token is asked for but needs no row of its own, so it is left out of
  /// the sequence. Without a prompt, the first token of the completion cannot be predicted and is no
  /// target.
  package mutating func append(
    prompt: some Collection<Int32>, completion: some Collection<Int32>, weight: Float = 1
  ) {
    let start = tokens.count
    let first = prompt.count
    tokens.append(contentsOf: prompt)
    tokens.append(contentsOf: completion)
    for (offset, token) in completion.enumerated() where first + offset > 0 {
      targets.append(
        Target(position: start + first + offset - 1, token: token, weight: weight))
    }
    if !completion.isEmpty && tokens.count > start + 1 { tokens.removeLast() }
    sequenceEnds.append(tokens.count)
    prefixes.append(nil)
  }

  /// Empties the batch but keeps its memory.
  package mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    sequenceEnds.removeAll(keepingCapacity: true)
    targets.removeAll(keepingCapacity: true)
    prefixes.removeAll(keepingCapacity: true)
  }

  /// The tokens of a sequence, by its index.
  package func range(ofSequence index: Int) -> Range<Int> {
    (index == 0 ? 0 : sequenceEnds[index - 1])..<sequenceEnds[index]
  }

  /// Checks the batch against a model's vocabulary and positions.
  /// - Throws: `AssayError` saying which sequence is at fault.
  package func validate(for configuration: GPT2Configuration) throws(AssayError) {
    try validateTokens(configuration)
    try validateTargets(configuration)
  }

  private func validateTokens(_ configuration: GPT2Configuration) throws(AssayError) {
    for index in sequenceEnds.indices {
      var count = range(ofSequence: index).count
      if let prefix = prefixes[index] {
        guard prefix >= 0, prefix < index, prefixes[prefix] == nil else {
          throw AssayError("sequence \(index) continues \(prefix), which it cannot")
        }
        count += range(ofSequence: prefix).count
      }
      guard count <= configuration.positions else {
        throw AssayError(
          "sequence \(index) has \(count) tokens, the model \(configuration.positions) positions",
          remedy: "Shorten the text or choose a model with more positions")
      }
    }
    let size = Int32(clamping: configuration.vocabularySize)
    if let token = tokens.first(where: { $0 < 0 || $0 >= size }) {
      throw Self.unknownToken(token, configuration)
    }
  }

  private func validateTargets(_ configuration: GPT2Configuration) throws(AssayError) {
    let size = Int32(clamping: configuration.outputs)
    var last = 0
    for target in targets {
      guard target.position >= last, target.position < tokens.count else {
        throw AssayError("targets of a batch must be in order and inside it")
      }
      guard target.token >= 0, target.token < size else {
        throw configuration.isClassifier
          ? AssayError("there is no class \(target.token) among \(size)")
          : Self.unknownToken(target.token, configuration)
      }
      last = target.position
    }
  }

  private static func unknownToken(
    _ token: Int32, _ configuration: GPT2Configuration
  ) -> AssayError {
    AssayError(
      "token \(token) is outside the model's vocabulary of \(configuration.vocabularySize)",
      remedy: "Use the tokenizer that belongs to the model")
  }
}
