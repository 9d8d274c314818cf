// SPDX-License-Identifier: Apache-2.0

/// What a text is made of, found in one pass over its bytes, so that costly searches can leave out
/// the many texts that cannot hold what they look for.
package struct TextTraits: Sendable {
  /// Whether no character is outside ASCII.
  package private(set) var isASCII = false
  /// Whether there may be bytes below U+0020 or U+007F: line breaks, tabs and controls.
  package private(set) var hasControls = true
  /// ASCII digits; no limit is known where other scripts may have digits too.
  package private(set) var digits = Int.max
  /// Whether there are `longWord` letters, digits, `_` or `-` in a row; no such run is known where
  /// other scripts are.
  package private(set) var hasLongWord = true

  /// The shortest word that a rule may call long.
  static let longWord = 15

  /// Of a text that nobody has looked at: anything may be in it.
  package init() {}

  package init(of text: Bytes) {
    let raw = UnsafeRawBufferPointer(text)
    var seen = Seen()
    var position = 0
    while position + 8 <= raw.count {
      seen.add(raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    if position < raw.count {
      // The rest is filled up with full stops, which count for nothing.
      var rest: UInt64 = 0x2E2E_2E2E_2E2E_2E2E
      for byte in raw[position...].reversed() { rest = rest << 8 | UInt64(byte) }
      seen.add(rest.littleEndian)
    }
    isASCII = seen.all & Seen.high == 0
    hasControls = seen.controls != 0
    guard isASCII else { return }
    digits = seen.digits
    hasLongWord = max(seen.longest, seen.run) >= Self.longWord
  }

  /// What is noted of eight bytes at a time.
  private struct Seen {
    static let high: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    var all: UInt64 = 0
    var controls: UInt64 = 0
    var digits = 0
    /// The longest word that starts or ends in eight bytes that another part of it fills or touches.
    var longest = 0
    /// The bytes of the word that goes on at the end.
    var run = 0

    @inline(__always)
    mutating func add(_ bytes: UInt64) {
      let word = bytes.littleEndian
      let plain = word & ~Self.high
      all |= word
      controls |= Self.below(plain, 0x20) | Self.below(plain ^ 0x7F7F_7F7F_7F7F_7F7F, 1)
      let numerals = Self.between(plain, 0x30, 0x39)
      digits += numerals.nonzeroBitCount
      let letters = Self.between(plain | 0x2020_2020_2020_2020, 0x61, 0x7A)
      // `_` and `-`, and with it CR, which costs a needless search at most.
      let joins =
        Self.below((plain | 0x20) ^ 0x2D2D_2D2D_2D2D_2D2D, 1)
        | Self.below(plain ^ 0x5F5F_5F5F_5F5F_5F5F, 1)
      let borders = ~(numerals | letters | joins) & Self.high
      if borders == 0 {
        run += 8
      } else {
        longest = max(longest, run + borders.trailingZeroBitCount >> 3)
        run = borders.leadingZeroBitCount >> 3
      }
    }

    /// The high bit of each byte below `limit`.
    private static func below(_ plain: UInt64, _ limit: UInt64) -> UInt64 {
      ~(plain &+ (0x80 - limit) &* ones) & high
    }

    /// The high bit of each byte from `low` to `top`.
    private static func between(_ plain: UInt64, _ low: UInt64, _ top: UInt64) -> UInt64 {
      (plain &+ (0x80 - low) &* ones) & ~(plain &+ (0x7F - top) &* ones) & high
    }
  }
}
