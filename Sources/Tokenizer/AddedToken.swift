// SPDX-License-Identifier: Apache-2.0

/// A token beside those of the merges.
struct AddedToken: Equatable, Sendable {
  var id: Int32
  var content: String
  /// Whether it steers the model, such as `<|endoftext|>`, rather than stand for text.
  var isSpecial: Bool
}
