// SPDX-License-Identifier: Apache-2.0

/// How a text file writes its characters as bytes.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// By its byte-order mark, little-endian without one.
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case latin1
  case windows1252 = "cp1252"
  case shiftJIS = "shift_jis"
  case gb18030

  /// Also takes the usual other names, in any case.
  package init?(name: String) {
    let aliases: [String: TextEncoding] = [
      "utf8": .utf8, "utf16": .utf16, "iso-8859-1": .latin1, "latin-1": .latin1,
      "windows-1252": .windows1252, "sjis": .shiftJIS, "shift-jis": .shiftJIS, "gbk": .gb18030,
    ]
    let lowercased = name.lowercased()
    guard let encoding = TextEncoding(rawValue: lowercased) ?? aliases[lowercased] else {
      return nil
    }
    self = encoding
  }

  /// The name iconv knows.
  var iconvName: String {
    self == .latin1 ? "ISO-8859-1" : rawValue.uppercased()
  }
}
