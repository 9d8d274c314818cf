// SPDX-License-Identifier: Apache-2.0

import Platform

/// Pieces of a report's page.
enum HTML {
  /// A number with one digit after the point, as coordinates need no more.
  static func coordinate(_ value: Double) -> String {
    NumberText.fixed(value, digits: 1)
  }

  /// A number with as few digits as tell it from its neighbors, for scripts.
  static func compact(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "\(value)" }
    var text = Substring(NumberText.fixed(value, digits: 6))
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }

  /// An id made of a title.
  static func identifier(_ title: String) -> String {
    String(title.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  /// Text of a cell, such as a label. A space at its start would leave its first line empty, and a
  /// label of many words would break inside of one: it starts with a space that holds on to the word,
  /// and
  /// may break behind the marks that people join words with. A space at its end, which makes it another
  /// label, is marked.
  static func label(_ text: String) -> String {
    let text = VisibleText.marked(text)
    let start = text.prefix { $0 == " " }.count
    var label = String(repeating: "\u{A0}", count: start)
    var isPlain = true
    var rest = Markup.escape(String(text.dropFirst(start)))[...]
    while let mark = rest.firstIndex(where: { joints.contains($0) }) {
      let next = rest.index(after: mark)
      label += rest[..<next]
      // A break inside of `--`, before a word or at the end helps nobody.
      let isBetweenWords =
        mark > rest.startIndex && isOfWord(rest[rest.index(before: mark)]) && next < rest.endIndex
        && isOfWord(rest[next])
      if isBetweenWords { label += "<wbr>" }
      rest = rest[next...]
      isPlain = false
    }
    return isPlain && start == 0 ? String(rest) : label + rest
  }

  private static func isOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  private static let joints: Set<Character> = ["_", "-", "/", "."]
}
