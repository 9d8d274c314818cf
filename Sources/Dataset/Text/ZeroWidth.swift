// SPDX-License-Identifier: Apache-2.0

/// The characters without a width that mark a place where a line may or may not break, and the byte-order
/// mark: U+200B, U+2060 and U+FEFF.
package enum ZeroWidth {
  /// Whether one of them starts at `index`.
  package static func stands(at index: Int, in text: Bytes) -> Bool {
    guard text.count - index >= 3 else { return false }
    return switch (text[index], text[index + 1], text[index + 2]) {
    case (0xE2, 0x80, 0x8B), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF): true
    default: false
    }
  }

  /// Where they stand in a text, in order.
  static func ranges(in text: Bytes) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    guard !text.isASCII else { return ranges }
    var place = 0
    while place + 2 < text.count {
      let isOne = text[place] >= 0xE2 && stands(at: place, in: text)
      if isOne { ranges.append(place..<place + 3) }
      place += isOne ? 3 : 1
    }
    return ranges
  }

  /// The text without them.
  package static func removed(from text: Bytes) -> [UInt8] {
    var kept = Array(text)
    for range in ranges(in: text).reversed() { kept.removeSubrange(range) }
    return kept
  }
}
