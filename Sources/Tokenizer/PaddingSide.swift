// SPDX-License-Identifier: Apache-2.0

/// On which side shorter texts of a batch are filled up, by the names of transformers' tokenizers.
package enum PaddingSide: String, Sendable, CaseIterable {
  case left, right

  /// The places of a text of so many tokens among `length`.
  package func places(of count: Int, in length: Int) -> Range<Int> {
    self == .right ? 0..<count : (length - count)..<length
  }
}
