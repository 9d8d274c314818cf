// SPDX-License-Identifier: Apache-2.0

/// Text in the form in which a workbook keeps it.
enum CellText {
  /// The most characters of a cell, in UTF-16 units as spreadsheets count.
  private static let limit = 32_767
  /// No character that people write has more parts; one that has is cut inside.
  private static let longestCharacter = 64

  /// The text with what XML cannot write as `_xHHHH_` (ECMA-376, part 1, 22.9.2.19), and with a text
  /// that looks like that told apart from it. One that is too long for a cell ends in an ellipsis.
  static func encoded(_ text: String) -> String {
    if isPlain(text) { return text }
    let scalars = text.unicodeScalars
    var result = String.UnicodeScalarView()
    var units = 0
    // Where the text is cut if it proves too long: before this place there is room for an ellipsis.
    var end = scalars.startIndex
    for index in scalars.indices {
      let escape = isEscaped(scalars[index...]) ? code(scalars[index]) : nil
      units += escape?.utf16.count ?? (scalars[index].value > 0xFFFF ? 2 : 1)
      guard units <= limit else { return encoded(String(text[..<boundary(end, in: text)])) + "…" }
      if let escape {
        result.append(contentsOf: escape.unicodeScalars)
      } else {
        result.append(scalars[index])
      }
      if units < limit { end = scalars.index(after: index) }
    }
    return String(result)
  }

  /// Most texts are as they are.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= limit
      && text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "_") && $0 != 0xEF }
  }

  /// Whether the first character cannot stand as it is.
  private static func isEscaped(_ rest: Substring.UnicodeScalarView) -> Bool {
    guard let first = rest.first else { return false }
    switch first.value {
    case 0x09, 0x0A: return false
    case 0..<0x20, 0xFFFE, 0xFFFF: return true
    case 0x5F:
      let next = rest.dropFirst().prefix(6)
      return next.count == 6 && next.first == "x" && next.last == "_"
        && next.dropFirst().dropLast().allSatisfy { $0.isASCII && $0.properties.isHexDigit }
    default: return false
    }
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
  }

  /// The last place before an index that does not take a character apart.
  private static func boundary(_ end: String.Index, in text: String) -> String.Index {
    var index = end
    for _ in 0..<longestCharacter where index > text.startIndex {
      if let whole = index.samePosition(in: text) { return whole }
      index = text.unicodeScalars.index(before: index)
    }
    return index.samePosition(in: text) ?? end
  }
}
