// SPDX-License-Identifier: Apache-2.0

/// The one door through which text reaches Markdown.
package enum MarkdownText {
  /// How a character is written that would be markup.
  package enum Style {
    /// With a backslash: short, for text outside of HTML.
    case backslashes
    /// As an entity, which holds inside of HTML too.
    case entities
  }

  /// Text as it is: nothing in it is read as Markdown or HTML, and nobody is mentioned by it. Whoever
  /// calls makes control characters visible first.
  package static func escape(_ text: String, _ style: Style) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "@": result += "&#64;"
      case "\\", "|", "`", "*", "_", "[", "]", "#", "~", "!":
        result += style == .entities ? "&#\(scalar.value);" : "\\\(scalar)"
      // Of an emoji's name or an address.
      case ":" where style == .entities: result += "&#58;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
