// SPDX-License-Identifier: Apache-2.0

/// Whether a common end starts in the midst of what readers see as one character: with an accent, a
/// joiner or a skin tone that belongs to what stands before it.
enum CutCharacter {
  static func isCut(before common: [UInt8]) -> Bool {
    guard let first = String(decoding: common, as: UTF8.self).unicodeScalars.first else {
      return false
    }
    return first.properties.isGraphemeExtend || first.properties.isEmojiModifier
      || first.value == 0x200D
  }
}
