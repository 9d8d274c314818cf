// SPDX-License-Identifier: Apache-2.0

/// The one door through which text reaches XML and HTML.
package enum Markup {
  /// Text for content and attribute values. Whoever calls makes control characters visible first:
  /// XML has no way to write them.
  package static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
