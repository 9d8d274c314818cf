// SPDX-License-Identifier: Apache-2.0

/// Counts the characters (Unicode code points) of a text that comes byte by byte, as decoding the whole
/// would: bytes that are no character count as the U+FFFD that stands for them there.
struct CharacterCounter: Sendable {
  /// Characters that are whole, replacements among them.
  private(set) var count: Int
  /// Bytes that the character which has begun still lacks; 0 between characters.
  private(set) var missing = 0
  /// What the next byte of that character may be.
  private var expected: ClosedRange<UInt8> = 0x80...0xBF

  /// - Parameter count: the characters before the text.
  init(count: Int = 0) {
    self.count = count
  }

  /// All characters, were the text to end here.
  var total: Int { count + (missing > 0 ? 1 : 0) }

  /// The character to which a next byte will belong.
  func index(of byte: UInt8?) -> Int {
    guard let byte, missing > 0, !expected.contains(byte) else { return count }
    return count + 1
  }

  mutating func add(_ byte: UInt8) {
    if missing > 0 {
      if expected.contains(byte) {
        missing -= 1
        expected = 0x80...0xBF
        if missing == 0 { count += 1 }
        return
      }
      // What was cut short is one replacement.
      count += 1
    }
    begin(byte)
  }

  /// The first byte of a character, or one that is none (Unicode, table 3-7).
  private mutating func begin(_ byte: UInt8) {
    switch byte {
    case 0xC2...0xDF: (missing, expected) = (1, 0x80...0xBF)
    case 0xE0: (missing, expected) = (2, 0xA0...0xBF)
    case 0xED: (missing, expected) = (2, 0x80...0x9F)
    case 0xE1...0xEF: (missing, expected) = (2, 0x80...0xBF)
    case 0xF0: (missing, expected) = (3, 0x90...0xBF)
    case 0xF1...0xF3: (missing, expected) = (3, 0x80...0xBF)
    case 0xF4: (missing, expected) = (3, 0x80...0x8F)
    default:
      missing = 0
      count += 1
    }
  }
}
