// SPDX-License-Identifier: Apache-2.0

/// What files are by their first bytes that hold no rows that can be read.
struct ForeignContent {
  let name: String
  /// What to do about it.
  let remedy: String

  private static let whole: [(start: [UInt8], name: String)] = [
    ([0xD0, 0xCF, 0x11, 0xE0], "an old or password-protected workbook"),
    (Array("%PDF".utf8), "a PDF document"),
    (Array("SQLite format 3".utf8), "an SQLite database"), ([0x89, 0x50, 0x4E, 0x47], "an image"),
    (Array("{\\rtf".utf8), "a document in Rich Text Format"), (Array("<?xml".utf8), "XML"),
    (Array("FEA1".utf8), "a Feather file of the first version"),
    (Array("Obj\u{1}".utf8), "an Avro file"),
    ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "a NumPy array"), ([0x89, 0x48, 0x44, 0x46], "HDF5"),
  ]
  private static let packed: [(start: [UInt8], name: String)] = [
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive"),
    (Array("Rar!".utf8), "a RAR archive"), ([0x04, 0x22, 0x4D, 0x18], "lz4 data"),
  ]

  /// Nil when the bytes are of none of these.
  init?(magic: [UInt8]) {
    if let packed = Self.packed.first(where: { magic.starts(with: $0.start) }) {
      name = packed.name
      remedy = "Unpack it, or pack it with gzip, zstd, xz or bzip2"
    } else if let whole = Self.whole.first(where: { magic.starts(with: $0.start) }) {
      name = whole.name
      remedy = "Save it as .parquet, .xlsx, .csv or .jsonl"
    } else {
      return nil
    }
  }

  /// Nil when the text is no page.
  init?(text: TextHead) {
    let bytes = text.bytes.drop(while: TextHead.isSpace).prefix(14)
    let start = String(decoding: bytes, as: UTF8.self).lowercased()
    guard start == "<!doctype html" || start.hasPrefix("<html") else { return nil }
    name = "an HTML page"
    remedy = "Fetch the file itself; the page may say why it was not sent"
  }
}
