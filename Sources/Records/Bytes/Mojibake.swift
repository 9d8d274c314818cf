// SPDX-License-Identifier: Apache-2.0

package import Dataset

/// Finds UTF-8 that was read as Windows-1252 and written as UTF-8 again: `Ã©` for `é`.
package enum Mojibake {
  /// The bytes of the first place that two, three or four characters of such text make up.
  package static func firstRange(in text: Bytes) -> Range<Int>? {
    var start = 0
    while start + 3 < text.count {
      guard text[start] == 0xC3, let end = sequenceEnd(in: text, at: start) else {
        start += 1
        continue
      }
      // Behind é and the like two quotes are no wonder; four such characters and more are.
      let isSure = (text[start + 1] &+ 0x40) <= 0xE2 || text[start + 1] >= 0xAF
      if isSure || sequenceEnd(in: text, at: end) != nil { return start..<end }
      start += 2
    }
    return nil
  }

  /// The end of the characters that stand for one, the first of them at `start`.
  private static func sequenceEnd(in text: Bytes, at start: Int) -> Int? {
    guard start + 3 < text.count, text[start] == 0xC3, let needed = followers(of: text[start + 1])
    else { return nil }
    var end = start + 2
    for _ in 0..<needed {
      guard let length = continuation(text, at: end) else { return nil }
      end += length
    }
    return end
  }

  /// How many continuation bytes the UTF-8 lead byte has that the character C3 `second` stands for.
  /// Of the leads of two bytes only C2 and C3 are common; others would be found in real words.
  private static func followers(of second: UInt8) -> Int? {
    switch second &+ 0x40 {
    case 0xC2, 0xC3: 1
    case 0xE0...0xEF: 2
    case 0xF0: 3
    default: nil
    }
  }

  /// The length of the character at `index` if Windows-1252 has it at 80 to BF, where UTF-8 has its
  /// continuation bytes.
  private static func continuation(_ text: Bytes, at index: Int) -> Int? {
    guard index + 1 < text.count else { return nil }
    let (first, second) = (text[index], text[index + 1])
    // U+0080 to U+00BF: the unused places as they are, and the upper half.
    if first == 0xC2, (0x80...0xBF).contains(second) { return 2 }
    if first == 0xC5 || first == 0xC6 || first == 0xCB {
      return letters.contains(UInt16(first) << 8 | UInt16(second)) ? 2 : nil
    }
    guard first == 0xE2, index + 2 < text.count else { return nil }
    let sign = UInt32(second) << 8 | UInt32(text[index + 2])
    return signs.contains(sign) ? 3 : nil
  }

  /// Œ œ Š š Ÿ Ž ž ƒ ˆ ˜.
  private static let letters: Set<UInt16> = [
    0xC592, 0xC593, 0xC5A0, 0xC5A1, 0xC5B8, 0xC5BD, 0xC5BE, 0xC692, 0xCB86, 0xCB9C,
  ]

  /// € ‚ „ … † ‡ ‰ ‹ › ' ' " " • – — ™: the bytes behind E2.
  private static let signs: Set<UInt32> = [
    0x82AC, 0x809A, 0x809E, 0x80A6, 0x80A0, 0x80A1, 0x80B0, 0x80B9, 0x80BA, 0x8098, 0x8099, 0x809C,
    0x809D, 0x80A2, 0x8093, 0x8094, 0x84A2,
  ]
}
