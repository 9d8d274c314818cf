// SPDX-License-Identifier: Apache-2.0

/// How many ASCII letters of either case a text has, eight bytes at a time.
struct LetterCount {
  private(set) var upper = 0
  private(set) var lower = 0
  private(set) var isASCII = true

  private static let high: UInt64 = 0x8080_8080_8080_8080

  init(_ text: Bytes) {
    let raw = UnsafeRawBufferPointer(text)
    var position = 0
    while position + 8 <= raw.count {
      add(raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    // The rest is padded with zeros, which are no letters.
    var rest: UInt64 = 0
    while position < raw.count {
      rest = rest << 8 | UInt64(raw[position])
      position += 1
    }
    add(rest)
  }

  private mutating func add(_ word: UInt64) {
    let plain = word & ~Self.high
    let letters = Self.letters(plain | 0x2020_2020_2020_2020) & ~word
    // Bit 5 tells the cases apart.
    let lowers = letters & (plain << 2)
    lower += lowers.nonzeroBitCount
    upper += (letters ^ lowers).nonzeroBitCount
    if word & Self.high != 0 { isASCII = false }
  }

  /// The letters of either case in a text of any script. A capital without a small letter, as in
  /// mathematics, is none.
  static func cases(of text: Bytes) -> (upper: Int, lower: Int) {
    let ascii = LetterCount(text)
    var cases = (upper: ascii.upper, lower: ascii.lower)
    guard !ascii.isASCII else { return cases }
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where !scalar.isASCII {
      let properties = scalar.properties
      if properties.isUppercase && properties.changesWhenLowercased { cases.upper += 1 }
      if properties.isLowercase { cases.lower += 1 }
    }
    return cases
  }

  /// The high bit of each byte from `a` to `z`; high bits of the word must be clear.
  private static func letters(_ word: UInt64) -> UInt64 {
    let atLeastA = word &+ 0x1F1F_1F1F_1F1F_1F1F
    let aboveZ = word &+ 0x0505_0505_0505_0505
    return atLeastA & ~aboveZ & high
  }
}
