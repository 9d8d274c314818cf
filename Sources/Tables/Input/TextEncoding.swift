// SPDX-License-Identifier: Apache-2.0

/// How a text file writes its characters as bytes.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// By its byte-order mark, little-endian without one.
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case latin1
  /// Western Europe, Central Europe, Cyrillic, Greek, Turkish, Hebrew, Arabic, the Baltic and Vietnamese
  /// on Windows.
  case windows1252 = "cp1252"
  case windows1250 = "cp1250"
  case windows1251 = "cp1251"
  case windows1253 = "cp1253"
  case windows1254 = "cp1254"
  case windows1255 = "cp1255"
  case windows1256 = "cp1256"
  case windows1257 = "cp1257"
  case windows1258 = "cp1258"
  case koi8R = "koi8-r"
  case shiftJIS = "shift_jis"
  case eucJP = "euc-jp"
  case gb18030
  case big5
  case eucKR = "euc-kr"
  case thai = "cp874"
  /// Central Europe, Cyrillic, Greek and Western Europe with the euro, by ISO.
  case latin2 = "iso-8859-2"
  case cyrillicISO = "iso-8859-5"
  case greekISO = "iso-8859-7"
  case latin9 = "iso-8859-15"
  /// DOS: Western Europe, the United States, Central Europe, Cyrillic, Greek, Hebrew.
  case dos850 = "cp850"
  case dos437 = "cp437"
  case dos852 = "cp852"
  case dos866 = "cp866"
  case dos737 = "cp737"
  case dos862 = "cp862"
  /// The Macs of old: Western Europe and Cyrillic.
  case macRoman = "macintosh"
  case macCyrillic = "mac-cyrillic"
  /// Those that write all characters by bytes of ASCII.
  case iso2022JP = "iso-2022-jp"
  case iso2022KR = "iso-2022-kr"
  case utf7 = "utf-7"
  /// By its byte-order mark, big-endian without one.
  case utf32 = "utf-32"
  case utf32LittleEndian = "utf-32le"
  case utf32BigEndian = "utf-32be"

  /// Also takes the usual other names, in any case.
  package init?(name: String) {
    let aliases: [String: TextEncoding] = [
      "utf8": .utf8, "utf16": .utf16, "iso-8859-1": .latin1, "latin-1": .latin1,
      "windows-1252": .windows1252, "windows-1250": .windows1250, "windows-1251": .windows1251,
      "windows-1253": .windows1253, "windows-1254": .windows1254, "windows-1255": .windows1255,
      "windows-1256": .windows1256, "windows-1257": .windows1257, "windows-1258": .windows1258,
      "koi8r": .koi8R, "sjis": .shiftJIS, "shift-jis": .shiftJIS, "cp932": .shiftJIS,
      "euc_jp": .eucJP, "eucjp": .eucJP, "gbk": .gb18030, "gb2312": .gb18030, "cp936": .gb18030,
      "big5-hkscs": .big5, "cp950": .big5, "euc_kr": .eucKR, "euckr": .eucKR, "cp949": .eucKR,
      "tis-620": .thai, "iso-8859-11": .thai, "windows-874": .thai, "latin2": .latin2,
      "latin-2": .latin2, "latin9": .latin9, "latin-9": .latin9, "ibm850": .dos850,
      "ibm437": .dos437, "ibm852": .dos852, "ibm866": .dos866, "ibm737": .dos737,
      "ibm862": .dos862, "mac": .macRoman, "macroman": .macRoman, "mac-roman": .macRoman,
      "mac_roman": .macRoman, "maccyrillic": .macCyrillic, "mac_cyrillic": .macCyrillic,
      "iso2022_jp": .iso2022JP, "iso2022jp": .iso2022JP, "iso2022_kr": .iso2022KR, "utf7": .utf7,
      "utf32": .utf32, "utf-32-le": .utf32LittleEndian, "utf-32-be": .utf32BigEndian,
    ]
    let lowercased = name.lowercased()
    guard let encoding = TextEncoding(rawValue: lowercased) ?? aliases[lowercased] else {
      return nil
    }
    self = encoding
  }

  /// The name iconv knows.
  var iconvName: String {
    switch self {
    case .latin1: "ISO-8859-1"
    // What Windows writes under these names has more characters than the standards.
    case .shiftJIS: "cp932"
    case .eucKR: "cp949"
    case .big5: "big5-hkscs"
    default: rawValue.uppercased()
    }
  }
}
