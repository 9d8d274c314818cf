// SPDX-License-Identifier: Apache-2.0

import Platform

/// The one door through which text reaches XML and HTML.
package enum Markup {
  /// Text for content and attribute values; what cannot be seen, or not be written in XML, is made
  /// visible.
  package static func escape(_ text: String) -> String {
    var result = ""
    for scalar in VisibleText.escaped(text).unicodeScalars {
      switch scalar {
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: append(scalar, to: &result)
      }
    }
    return result
  }

  /// Adds a character of content, which is no markup then.
  static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    switch scalar {
    case "&": text += "&amp;"
    case "<": text += "&lt;"
    case ">": text += "&gt;"
    default: text.unicodeScalars.append(scalar)
    }
  }
}
