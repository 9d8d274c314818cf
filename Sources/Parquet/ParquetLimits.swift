// SPDX-License-Identifier: Apache-2.0

/// What is too much: hostile files end at these limits with a message.
enum ParquetLimits {
  static let footerBytes = 64 << 20
  static let pageBytes = 256 << 20
  static let pageHeaderBytes = 1 << 20
  /// Values of a page that stand unpacked in memory.
  static let pageValues = 1 << 24
  static let columns = 16_384
  /// Levels of lists and structs.
  static let depth = 64
}
