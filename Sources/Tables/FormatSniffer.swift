// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Tells the format of a file by its name and checks it against the first bytes.
struct FormatSniffer {
  let isPacked: Bool
  let encoding: TextEncoding
  /// Whether the file starts with UTF-16's byte-order mark.
  let isMarkedUTF16: Bool
  private let path: String
  private let given: TableFormat?
  /// The first bytes as they are, and the first text.
  private let magic: [UInt8]
  private let head: [UInt8]
  private static let headBytes = 4096
  private static let foreignWorkbooks = ["xls", "ods"]

  init(_ file: InputFile, options: TableSource.Options) throws(AssayError) {
    path = file.path
    given = options.format
    let raw = try FormatSniffer.start(of: FileInput(file))
    isPacked = raw.starts(with: [0x1F, 0x8B])
    magic = isPacked ? try FormatSniffer.start(of: GzipInput(FileInput(file), file: path)) : raw
    isMarkedUTF16 = magic.starts(with: [0xFF, 0xFE]) || magic.starts(with: [0xFE, 0xFF])
    encoding = options.encoding == .utf8 && isMarkedUTF16 ? .utf16 : options.encoding
    let isWorkbook = magic.starts(with: FormatSniffer.zip)
    head =
      encoding == .utf8 || isWorkbook
      ? magic
      : try FormatSniffer.start(of: file.text(isPacked: isPacked, encoding: encoding))
  }

  private static func start(of input: any ByteInput) throws(AssayError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: headBytes)
    var count = 0
    while count < headBytes {
      var result = 0
      var failure: AssayError?
      bytes.withUnsafeMutableBytes { buffer in
        do throws(AssayError) {
          result = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      if result == 0 { break }
      count += result
    }
    return Array(bytes[..<count])
  }

  /// - Throws: `AssayError` when name and content do not agree or nothing is known.
  func format() throws(AssayError) -> TableFormat {
    try checkForeign()
    if let given { return try checked(given) }
    if let named = try formatOfName() { return try checked(named) }
    return try checked(try formatOfContent())
  }

  private func formatOfName() throws(AssayError) -> TableFormat? {
    let name = DataFileName(path)
    switch name.format {
    case .json: return startsWithTwoObjects ? .jsonl : .json
    case .jsonl: return firstByte == UInt8(ascii: "[") ? .json : .jsonl
    case .txt: return startsWithTwoObjects ? .jsonl : .txt
    case let format?: return format
    case nil: break
    }
    guard let suffix = name.suffix, Self.foreignWorkbooks.contains(suffix) else { return nil }
    throw AssayError(
      ".\(suffix) workbooks cannot be read", at: Location(file: path),
      remedy: "Save it as .xlsx or .csv", code: .wrongFormat)
  }

  /// The first byte of the text that is not white space.
  private var firstByte: UInt8? {
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
    return text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  /// Whether the text starts with two lines of one object each, as JSON Lines does under any name.
  private var startsWithTwoObjects: Bool {
    let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let lines = head[mark...].split(separator: 0x0A, maxSplits: 2)
    guard firstByte == UInt8(ascii: "{"), lines.count >= 2, lines[1].first == lines[0].first else {
      return false
    }
    return (try? JSONParser.parse(Array(lines[0]), file: path))?.object != nil
  }

  private func formatOfContent() throws(AssayError) -> TableFormat {
    if magic.starts(with: Self.zip) { return .xlsx }
    switch firstByte {
    case UInt8(ascii: "["): return .json
    case UInt8(ascii: "{"): return .jsonl
    default: break
    }
    let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
    if line.contains(0x09) { return .tsv }
    if line.contains(UInt8(ascii: ",")) || path == "-" { return .csv }
    throw AssayError(
      "the format is not known", at: Location(file: path),
      remedy: "Give --input-format \(TableFormat.allCases.map(\.rawValue).joined(separator: "|"))",
      code: .wrongFormat)
  }
}

/// What other files look like.
extension FormatSniffer {
  private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let foreign: [(start: [UInt8], name: String)] = [
    ([0xD0, 0xCF, 0x11, 0xE0], "an old or password-protected workbook"),
    (Array("%PDF".utf8), "a PDF document"), (Array("PAR1".utf8), "a Parquet file"),
    (Array("SQLite format 3".utf8), "an SQLite database"), ([0x89, 0x50, 0x4E, 0x47], "an image"),
    (Array("{\\rtf".utf8), "a document in Rich Text Format"),
  ]
  private static let packed: [(start: [UInt8], name: String)] = [
    ([0x28, 0xB5, 0x2F, 0xFD], "zstd data"), (Array("BZh".utf8), "bzip2 data"),
    ([0xFD, 0x37, 0x7A, 0x58], "xz data"),
  ]

  private func checkForeign() throws(AssayError) {
    if let packed = Self.packed.first(where: { magic.starts(with: $0.start) }) {
      throw mismatch(
        "the file is \(packed.name)", "Unpack it, or pack it with gzip: .gz can be read")
    }
    if magic.starts(with: [0xFF, 0xFE, 0, 0]) || magic.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw mismatch("the text is UTF-32", "Save it as UTF-8")
    }
    if let foreign = Self.foreign.first(where: { magic.starts(with: $0.start) }) {
      throw mismatch("the file is \(foreign.name)", "Save it as .xlsx, .csv or .jsonl")
    }
    let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let start = String(decoding: head.dropFirst(mark).prefix(14), as: UTF8.self).lowercased()
    if start == "<!doctype html" || start.hasPrefix("<html") {
      throw mismatch(
        "the file is an HTML page",
        "Fetch the file itself; the page may say why it was not sent")
    }
  }

  private func checked(_ format: TableFormat) throws(AssayError) -> TableFormat {
    if format == .xlsx { return try checkedWorkbook() }
    if magic.starts(with: Self.zip) {
      throw mismatch(
        "the file is a zip archive or a workbook, not \(format.rawValue.uppercased())",
        "If it is a workbook, name it .xlsx or give --input-format xlsx")
    }
    if encoding == .utf8 { try checkZeros() }
    if given == nil { try checkFirstByte(format) }
    return format
  }

  /// Text of which nearly every other byte is zero is UTF-16; a zero here and there is for the reader
  /// to find.
  private func checkZeros() throws(AssayError) {
    var zeros = [0, 0]
    for (index, byte) in head.enumerated() where byte == 0 { zeros[index % 2] += 1 }
    let count = zeros[0] + zeros[1]
    guard count > 0, count * 4 >= head.count else { return }
    guard zeros[0] * 8 <= zeros[1] || zeros[1] * 8 <= zeros[0] else {
      throw mismatch("the file holds zero bytes and is no text", "Give a file of text")
    }
    let name = zeros[0] < zeros[1] ? TextEncoding.utf16LittleEndian : .utf16BigEndian
    throw AssayError(
      "the text is UTF-16 without a byte-order mark, as it seems", at: Location(file: path),
      remedy: "Give --encoding \(name.rawValue)", code: .notUtf8)
  }

  private func checkedWorkbook() throws(AssayError) -> TableFormat {
    if magic.isEmpty { throw .noRows(file: path, "the file is empty") }
    guard magic.starts(with: Self.zip) else {
      throw mismatch(
        "the file is not an XLSX workbook", "Give --input-format if the name is wrong")
    }
    if isPacked {
      throw mismatch("a workbook inside .gz cannot be read", "Unpack it with gunzip")
    }
    return .xlsx
  }

  private func checkFirstByte(_ format: TableFormat) throws(AssayError) {
    let name = format.rawValue.uppercased()
    switch (format, firstByte) {
    case (.csv, UInt8(ascii: "{")), (.tsv, UInt8(ascii: "{")):
      throw mismatch(
        "the file starts like JSON Lines, not \(name)",
        "Name it .jsonl or give --input-format jsonl")
    case (.json, UInt8(ascii: "{")):
      throw mismatch(
        "the file starts with an object, where an array of objects was expected",
        "If it has an object on each line, name it .jsonl or give --input-format jsonl; "
          + "if the rows are inside an object, keep the array alone")
    default: break
    }
  }

  private func mismatch(_ message: String, _ remedy: String) -> AssayError {
    AssayError(message, at: Location(file: path), remedy: remedy, code: .wrongFormat)
  }
}
