// SPDX-License-Identifier: Apache-2.0

import Platform

/// The one door through which text reaches Markdown.
package enum MarkdownText {
  /// How a character is written that would be markup.
  package enum Style {
    /// With a backslash: short, for text outside of HTML.
    case backslashes
    /// As an entity, which holds inside of HTML too.
    case entities
  }

  /// Text as it is: nothing in it is read as Markdown or HTML, nobody is mentioned by it, and what
  /// cannot be seen is made visible.
  package static func escape(_ text: String, _ style: Style) -> String {
    var result = ""
    for scalar in VisibleText.escaped(text).unicodeScalars {
      switch scalar {
      case "@": result += "&#64;"
      case "\\", "|", "`", "*", "_", "[", "]", "#", "~", "!":
        result += style == .entities ? "&#\(scalar.value);" : "\\\(scalar)"
      // Of an emoji's name or an address.
      case ":" where style == .entities: result += "&#58;"
      default: Markup.append(scalar, to: &result)
      }
    }
    return result
  }
}
