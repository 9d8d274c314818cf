// SPDX-License-Identifier: Apache-2.0

import Dataset
import Records
import Reports

/// Messages in XML and HTML.
enum MessageMarkup {
  /// Text whose parts in backquotes become `<code>`.
  static func code(_ text: String, escape: (String) -> String = Markup.escape) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    // An odd backquote belongs to the data; nothing is guessed then.
    guard parts.count % 2 == 1 else { return escape(text) }
    return parts.enumerated().map { index, part in
      index % 2 == 0 ? escape(part) : "<code>\(escape(part))</code>"
    }.joined()
  }
}
