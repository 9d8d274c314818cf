// SPDX-License-Identifier: Apache-2.0

/// A token beside those of the merges. Its name in a text stands for it.
struct AddedToken: Equatable, Sendable {
  var id: Int32
  var content: String
  /// Whether it steers the model, such as `<|endoftext|>`, rather than stand for text.
  var isSpecial: Bool
  /// Whether it takes the space before it, or behind it, with it.
  var stripsLeft = false
  var stripsRight = false
  /// Whether it counts only where no letter, digit or `_` is beside it.
  var isWholeWord = false
  /// Whether it is looked for in the text as the normalizer leaves it, rather than before.
  var isNormalized = false
}
