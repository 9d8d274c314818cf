// SPDX-License-Identifier: Apache-2.0

import Platform

/// Text with invisible characters made visible, in backquotes: `\n\n###\n\n`.
package func quoted(_ bytes: some Sequence<UInt8>) -> String {
  "`" + visible(String(decoding: Array(bytes), as: UTF8.self)) + "`"
}

/// Text with control characters as escapes and invisible characters as `<U+200B>`.
package func visible(_ text: String) -> String {
  var out = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": out += "\\n"
    case "\r": out += "\\r"
    case "\t": out += "\\t"
    default:
      let isShown =
        scalar == " "
        || ![.control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator].contains(
          scalar.properties.generalCategory)
      out +=
        isShown
        ? String(scalar) : "<U+" + Hexadecimal.digits(scalar.value, count: 4, uppercase: true) + ">"
    }
  }
  return out
}
