// SPDX-License-Identifier: Apache-2.0

/// From which side a prompt that is too long loses tokens, by the name that transformers' tokenizers
/// have for it.
package enum TruncationSide: String, Codable, Sendable, CaseIterable {
  /// The end stays: separator and question.
  case left
  /// The start stays.
  case right

  /// What is usual: a classification head reads the start of a text, as with transformers' tokenizers;
  /// a completion follows the end of its prompt.
  package static func usual(forHead: Bool) -> TruncationSide { forHead ? .right : .left }

  /// At most so many of the tokens.
  package func cut(_ tokens: [Int32], to count: Int) -> [Int32] {
    self == .left ? tokens.suffix(count) : Array(tokens.prefix(count))
  }

  /// What a prompt loses, in words.
  package var lostPart: String { self == .left ? "start" : "end" }
}
