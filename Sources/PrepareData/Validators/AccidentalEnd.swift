// SPDX-License-Identifier: Apache-2.0

/// Whether a common end is one by accident: it cuts a word, or is a word.
enum AccidentalEnd {
  static func isAccidental(_ common: [UInt8], in column: TextColumn) -> Bool {
    let scalars = Array(String(decoding: common, as: UTF8.self).unicodeScalars)
    let hasMark = scalars.contains { $0 == "\n" || !(isWord($0) || $0 == " ") }
    guard hasMark, let first = scalars.first else { return true }
    return isWord(first) && followsWord(common, in: column)
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func followsWord(_ common: [UInt8], in column: TextColumn) -> Bool {
    var follows = false
    column.forEachRow { _, row in
      guard !follows else { return }
      let before = row.dropLast(common.count).suffix(4)
      follows = String(decoding: before, as: UTF8.self).unicodeScalars.last.map(isWord) == true
    }
    return follows
  }
}
