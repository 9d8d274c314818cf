// SPDX-License-Identifier: Apache-2.0

/// How much room text takes on a terminal: characters of East Asian scripts and emoji take two
/// columns. Source: the ranges W and F of Unicode Standard Annex 11, joined where only unassigned
/// code points lie between them.
package enum TerminalWidth {
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
    0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]

  /// The columns of a text.
  package static func of(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  /// The columns of a character.
  package static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first, first.value >= 0x300 else { return 1 }
    let properties = first.properties
    if properties.isEmojiPresentation || wide.contains(where: { $0.contains(first.value) }) {
      return 2
    }
    return properties.generalCategory == .nonspacingMark ? 0 : 1
  }

  /// The longest beginning that fits into so many columns.
  package static func prefix(_ text: String, _ room: Int) -> Substring {
    var left = room
    return text.prefix { character in
      left -= of(character)
      return left >= 0
    }
  }

  /// The longest end that fits into so many columns.
  package static func suffix(_ text: String, _ room: Int) -> Substring {
    var left = room
    var start = text.endIndex
    while start > text.startIndex {
      let before = text.index(before: start)
      left -= of(text[before])
      if left < 0 { break }
      start = before
    }
    return text[start...]
  }

  /// The text, with an ellipsis at its end where it was too long for so many columns.
  package static func cut(_ text: String, to room: Int) -> String {
    of(text) <= room ? text : prefix(text, max(0, room - 1)) + "…"
  }
}
