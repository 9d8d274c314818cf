// SPDX-License-Identifier: Apache-2.0

/// What becomes of a token in training.
package enum TokenFate: String, Sendable {
  /// The model learns to write it.
  case trained
  /// The model reads it.
  case masked
  /// It is cut off, and not seen.
  case cut
}

/// A token of a row as a trainer sees it.
package struct SeenToken: Sendable, Equatable {
  package let id: Int32
  /// What it stands for in the text; perhaps a part of a character.
  package let utf8: [UInt8]
  package var fate: TokenFate
  /// How much it counts in the loss.
  package var weight: Double
  /// Its place in the text, in bytes.
  let bytes: Range<Int>

  /// What it stands for, with U+FFFD for a part of a character.
  package var text: String { String(decoding: utf8, as: UTF8.self) }
}
