// SPDX-License-Identifier: Apache-2.0

import Dataset

/// The characters on both sides of a zero-width character, which say whether it may be there on purpose.
struct ZeroWidthNeighbors {
  private let before: Unicode.Scalar?
  private let after: Unicode.Scalar?

  init(of range: Range<Int>, in text: Bytes) {
    var start = range.lowerBound
    while start >= 3, ZeroWidth.stands(at: start - 3, in: text) { start -= 3 }
    var end = range.upperBound
    while ZeroWidth.stands(at: end, in: text) { end += 3 }
    let left = text[max(0, start - 4)..<start]
    before = String(decoding: left, as: UTF8.self).unicodeScalars.last
    after = String(decoding: text[end...].prefix(4), as: UTF8.self).unicodeScalars.first
  }

  var mayNeedIt: Bool { [before, after].contains { $0.map(Self.mayNeedIt) == true } }

  /// Latin, Greek and Cyrillic part words by spaces, and space, digits and punctuation need no mark
  /// beside them either; of all others somebody may know a use.
  private static func mayNeedIt(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x0530, 0x1E00..<0x2000, 0x2000..<0x2070: false
    default: !scalar.properties.isWhitespace
    }
  }
}
