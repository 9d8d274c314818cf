// SPDX-License-Identifier: Apache-2.0

/// What is too much: hostile files end at these limits with a message.
enum ArrowLimits {
  static let descriptionBytes = 64 << 20
  /// The size of a buffer when it is unpacked.
  static let bufferBytes = 1 << 30
  static let columns = 16_384
  /// Levels of lists and structs.
  static let depth = 64
  /// Values of a column in a batch.
  static let values = 1 << 31
  /// Values of a column that takes no room in the file, as one of nulls only.
  static let roomlessValues = 1 << 24
}
