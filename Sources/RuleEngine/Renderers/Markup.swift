// SPDX-License-Identifier: Apache-2.0

import Dataset
import Records

/// The one door through which text reaches XML and HTML.
enum Markup {
  /// Text for content and attribute values. Control characters, which XML has no way to write, are
  /// made visible.
  static func escape(_ text: String) -> String {
    var out = ""
    for scalar in visible(text).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Text whose parts in backquotes become `<code>`.
  static func code(_ text: String, escape: (String) -> String = Self.escape) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    // An odd backquote belongs to the data; nothing is guessed then.
    guard parts.count % 2 == 1 else { return escape(text) }
    return parts.enumerated().map { index, part in
      index % 2 == 0 ? escape(part) : "<code>\(escape(part))</code>"
    }.joined()
  }
}
