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
    (Array("GGUF".utf8), "a model in GGUF"),
    ([0x80, 0x04, 0x95], "a pickle of Python"), ([0x80, 0x05, 0x95], "a pickle of Python"),
    (Array("bplist00".utf8), "a binary property list"),
  ]
  private static let packed: [(start: [UInt8], name: String)] = [
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive"),
    (Array("Rar!".utf8), "a RAR archive"), ([0x04, 0x22, 0x4D, 0x18], "lz4 data"),
  ]

  /// Where a tar archive says what it is, behind the name of its first file.
  private static let tarPlace = 257

  /// Nil when the bytes are of none of these.
  init?(magic: [UInt8]) {
    if magic.dropFirst(Self.tarPlace).starts(with: "ustar".utf8) {
      name = "a tar archive"
      remedy = "Unpack it and give the file of it that holds the rows"
    } else if let packed = Self.packed.first(where: { magic.starts(with: $0.start) }) {
      name = packed.name
      remedy = "Unpack it, or pack it with gzip, zstd, xz or bzip2"
    } else if let whole = Self.whole.first(where: { magic.starts(with: $0.start) }) {
      name = whole.name
      remedy = "Save it as .parquet, .xlsx, .csv or .jsonl"
    } else {
      return nil
    }
  }

  /// Nil when the text is no page and no other answer in place of a file.
  init?(text: TextHead) {
    let bytes = text.bytes.drop(while: TextHead.isSpace).prefix(14)
    let start = String(decoding: bytes, as: UTF8.self).lowercased()
    if start == "<!doctype html" || start.hasPrefix("<html") {
      name = "an HTML page"
      remedy = "Fetch the file itself; the page may say why it was not sent"
    } else if let status = Self.status(text) {
      name = "the answer of a server that did not send it: '\(status)'"
      remedy = "Fetch the file itself; see to its address and to who may read it"
    } else {
      return nil
    }
  }

  private static let labelMark = Array("__label__".utf8)
  private static let linesLooked = 20

  /// Nil when the lines do not all start with a label and a space, as fastText wants them.
  init?(labeled text: TextHead) {
    let lines = text.lines(atMost: Self.linesLooked)
    guard !lines.isEmpty, lines.allSatisfy(Self.isLabeled) else { return nil }
    name = "in the form of fastText: each line starts with its label"
    remedy =
      "Write an object for each line, as"
      + #" `jq -cR 'capture("^__label__(?<completion>[^ ]+(?: +__label__[^ ]+)*) +(?<prompt>.*)")'"#
      + " FILE > rows.jsonl` does, or give --input-format txt if each line is a text as it is"
  }

  private static func isLabeled(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: labelMark) else { return false }
    let label = line.dropFirst(labelMark.count).prefix { !TextHead.isSpace($0) }
    // With a comma in it, the label is a cell of a table.
    return !label.isEmpty && !label.contains(UInt8(ascii: ","))
      && line[label.endIndex...].first == UInt8(ascii: " ")
  }

  /// All of a text that is a status of HTTP alone, such as `404: Not Found`.
  private static func status(_ text: TextHead) -> String? {
    let lines = text.lines(atMost: 2)
    guard lines.count == 1, lines[0].count < 40 else { return nil }
    let line = String(decoding: lines[0], as: UTF8.self)
    let number = line.prefix { $0.isASCII && $0.isNumber }
    guard number.count == 3, number.first == "4" || number.first == "5" else { return nil }
    let words = line.dropFirst(3).drop { $0 == ":" || $0 == " " }
    return words.first?.isUppercase == true && words.allSatisfy { $0.isLetter || $0 == " " }
      ? line : nil
  }
}

/// Lines that programs have written, and that hold rows: nobody learns them line by line, though a file
/// of texts could have them.
extension ForeignContent {
  private static let dumps = ["INSERT INTO ", "-- MySQL dump", "-- PostgreSQL database dump"]

  /// Nil when the lines may be texts. The name follows `the lines are`.
  init?(lines text: TextHead) {
    let lines = text.lines(atMost: Self.linesLooked)
    guard let first = lines.first else { return nil }
    let start = String(decoding: first.prefix(80), as: UTF8.self)
    if Self.dumps.contains(where: { start.hasPrefix($0) }) {
      name = "statements of SQL"
      remedy = "Export the table as .csv"
    } else if Self.areItems(lines) {
      name = "lists of YAML"
      remedy = "Write each row as a JSON object; Python's `yaml.safe_load` reads the file"
    } else if lines.count > 1, lines.allSatisfy(Self.isTag) {
      name = "elements of XML or HTML"
      remedy = "Save the rows as .csv or .jsonl"
    } else if start.contains("= [{\"") || start.contains("= [{'") {
      name = "an array of objects inside a program"
      remedy = "Keep the array alone, from its `[` to its `]`, and name the file .json"
    } else if lines.count > 1, 2 * lines.count(where: Self.isObject) >= lines.count {
      name = "JSON objects with something else around them"
      remedy = "Keep the objects alone, as `grep -o '{.*}' FILE > rows.jsonl` does"
    } else {
      return nil
    }
  }

  /// Whether the lines are the keys of a list of mappings, such as `- prompt: a`.
  private static func areItems(_ lines: [ArraySlice<UInt8>]) -> Bool {
    guard lines.count > 1, lines[0].starts(with: "- ".utf8) else { return false }
    return lines.allSatisfy { line in
      let text = String(decoding: line, as: UTF8.self)
      guard text.hasPrefix("- ") || text.hasPrefix("  ") else { return false }
      let key = text.dropFirst(2).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      return !key.isEmpty && text.dropFirst(2 + key.count).hasPrefix(":")
    }
  }

  private static func isTag(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop(while: TextHead.isSpace)
    let end = text.reversed().first { !TextHead.isSpace($0) }
    return text.first == UInt8(ascii: "<") && end == UInt8(ascii: ">")
  }

  /// Objects may stand behind the mark of a sequence of JSON texts (RFC 7464).
  private static func isObject(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { TextHead.isSpace($0) || $0 == 0x1E }
    return text.starts(with: "{\"".utf8) || text.starts(with: "{'".utf8)
  }
}
