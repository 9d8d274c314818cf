// SPDX-License-Identifier: Apache-2.0

/// Counts right completions and right completion tokens, whatever the number of examples.
///
/// Sequence accuracy is the share of completions all of whose tokens are right, token accuracy the
/// share of tokens. Of the completions [[1, 2], [0, 5], [4, 2]], the prediction
/// [[1, 1], [0, 5], [4, 2]] has 2/3 of the sequences and 5/6 of the tokens.
package struct CompletionCounts: Sendable, Equatable {
  package private(set) var sequences = 0
  package private(set) var rightSequences = 0
  package private(set) var tokens = 0
  package private(set) var rightTokens = 0

  package init() {}

  init(sequences: Int, rightSequences: Int, tokens: Int, rightTokens: Int) {
    self.sequences = sequences
    self.rightSequences = rightSequences
    self.tokens = tokens
    self.rightTokens = rightTokens
  }

  /// Adds one completion: for each of its predicted tokens, whether it was the likeliest.
  package mutating func add(_ right: some Collection<Bool>) {
    guard !right.isEmpty else { return }
    sequences += 1
    rightSequences += right.allSatisfy { $0 } ? 1 : 0
    tokens += right.count
    rightTokens += right.count { $0 }
  }

  /// Adds what was counted elsewhere.
  package mutating func add(_ other: CompletionCounts) {
    sequences += other.sequences
    rightSequences += other.rightSequences
    tokens += other.tokens
    rightTokens += other.rightTokens
  }

  /// Nil before anything was added.
  package var sequenceAccuracy: Double? {
    sequences == 0 ? nil : Double(rightSequences) / Double(sequences)
  }

  /// Nil before anything was added.
  package var tokenAccuracy: Double? {
    tokens == 0 ? nil : Double(rightTokens) / Double(tokens)
  }
}
