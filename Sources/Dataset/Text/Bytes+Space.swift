// SPDX-License-Identifier: Apache-2.0

extension Bytes {
  /// The text without whitespace of any script, and zero-width characters, at its ends.
  package var visible: Bytes {
    var start = 0
    while start < count, let length = spaceLength(at: start) { start += length }
    var end = count
    while end > start, let length = spaceLength(endingAt: end) { end -= length }
    return Bytes(rebasing: self[start..<end])
  }

  /// The length of the text without the space at its end.
  package var visibleEnd: Int {
    // Most texts end in a letter or mark of ASCII.
    if let last, (0x21..<0x80).contains(last) { return count }
    var end = count
    while end > 0, let length = spaceLength(endingAt: end) { end -= length }
    return end
  }

  /// Where a label stands in a completion: without whitespace of ASCII before it, and of any script
  /// behind it. Zero-width characters are a part of it.
  package var labelRange: Range<Int> {
    let start = firstIndex { !$0.isWhitespace } ?? count
    var end = count
    // Most labels end in a letter or mark of ASCII.
    if let last, (0x21..<0x80).contains(last) { return start..<end }
    while end > start, let length = spaceLength(endingAt: end),
      !ZeroWidth.stands(at: end - length, in: self)
    {
      end -= length
    }
    return start..<end
  }

  private func spaceLength(endingAt end: Int) -> Int? {
    for length in 1...3 where length <= end {
      if spaceLength(at: end - length) == length { return length }
    }
    return nil
  }

  /// The bytes of the space that starts at `index`; nil: something else does. The spaces are those
  /// of Unicode's property White_Space, and U+200B, U+2060 and U+FEFF.
  private func spaceLength(at index: Int) -> Int? {
    let first = self[index]
    if first < 0x80 { return first.isWhitespace ? 1 : nil }
    if first == 0xC2, index + 1 < count {
      return self[index + 1] == 0x85 || self[index + 1] == 0xA0 ? 2 : nil
    }
    guard first >= 0xE1, index + 2 < count else { return nil }
    switch (first, self[index + 1], self[index + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8...0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F...0xA0), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
      return 3
    default: return nil
    }
  }
}

extension [UInt8] {
  /// Where a label stands in a completion, as `Bytes` has it.
  package var labelRange: Range<Int> { withUnsafeBufferPointer { $0.labelRange } }
}
