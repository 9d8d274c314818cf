// SPDX-License-Identifier: Apache-2.0

/// Text made safe for terminals, pages and XML: what cannot be seen is shown, not obeyed. The one place
/// where the house decides what that is.
package enum VisibleText {
  /// The text with line breaks and tabs as escapes, and other invisible characters as `<U+200B>`.
  package static func escaped(_ text: String) -> String {
    guard !text.unicodeScalars.allSatisfy(isPlain) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where isPlain(scalar): result.unicodeScalars.append(scalar)
      default: result += named(scalar)
      }
    }
    return result
  }

  /// The same for a cell of a table, where spaces at the end of a text cannot be seen: they become `␣`.
  package static func cell(_ text: String) -> String {
    marked(escaped(text))
  }

  /// The text with `␣` for each space at its end; one of spaces alone stays as it is.
  package static func marked(_ text: String) -> String {
    let end = text.reversed().prefix { $0 == " " }.count
    guard end > 0, end < text.count else { return text }
    return text.dropLast(end) + String(repeating: "␣", count: end)
  }

  /// The same for headers of HTTP, which are ASCII.
  package static func escapedASCII(_ text: String) -> String {
    escaped(text).unicodeScalars.map { $0.isASCII ? String($0) : named($0) }.joined()
  }

  private static func named(_ scalar: Unicode.Scalar) -> String {
    "<U+\(Hexadecimal.digits(scalar.value, count: 4, uppercase: true))>"
  }

  /// Whether a character stays as it is. Marks that turn the direction of text do not: with them a
  /// name can pose as another.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
    // Not characters, and not to be written in XML.
    if scalar.value == 0xFFFE || scalar.value == 0xFFFF { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: return false
    default: return true
    }
  }
}
