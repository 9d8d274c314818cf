// SPDX-License-Identifier: Apache-2.0

import ArrowIPC
import AssayCore
import JSON
import Parquet
import Platform

/// Tells the format of a file by its name and checks it against the first bytes.
struct FormatSniffer {
  let packing: Packing?
  let encoding: TextEncoding
  /// Whether the file starts with UTF-16's byte-order mark.
  let isMarkedUTF16: Bool
  private let path: String
  private let given: TableFormat?
  /// The column whose texts are wanted, where lines may be texts too.
  private let textColumn: String?
  /// The first bytes as they are, and the first text.
  private let magic: [UInt8]
  private let head: TextHead
  private let shape: ContentShape
  private static let headBytes = 1 << 16
  /// Bytes that names of columns or keys stand in.
  private static let nameBytes = 16
  private static let foreignWorkbooks = ["xls", "ods"]

  init(_ file: InputFile, options: TableSource.Options) throws(AssayError) {
    path = file.path
    given = options.format
    textColumn = options.textColumn
    let raw = try FormatSniffer.start(of: FileInput(file))
    packing = Packing(magic: raw)
    if let packing {
      magic = try FormatSniffer.start(of: packing.unpacked(FileInput(file), file: file.path))
    } else {
      magic = raw
    }
    isMarkedUTF16 = magic.starts(with: [0xFF, 0xFE]) || magic.starts(with: [0xFE, 0xFF])
    encoding = options.encoding == .utf8 && isMarkedUTF16 ? .utf16 : options.encoding
    let isBinary = magic.starts(with: FormatSniffer.zip) || FormatSniffer.columnar(magic) != nil
    let start =
      encoding == .utf8 || isBinary
      ? magic
      : try FormatSniffer.start(of: file.text(packing: packing, encoding: encoding))
    head = TextHead(start, isCut: start.count == FormatSniffer.headBytes)
    shape = isBinary ? .other : ContentShape(head)
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
    case .json: return shape == .objectLines && head.lines(atMost: 2).count > 1 ? .jsonl : .json
    case .jsonl: return head.firstByte == UInt8(ascii: "[") ? .json : .jsonl
    case .txt: return try formatOfText()
    case let format?: return format
    case nil: break
    }
    guard let suffix = name.suffix, Self.foreignWorkbooks.contains(suffix) else { return nil }
    let isRenamed = magic.starts(with: Self.zip) && suffix == "xls"
    throw AssayError(
      ".\(suffix) workbooks cannot be read", at: Location(file: path),
      remedy: isRenamed
        ? "The file is an .xlsx workbook as it seems: name it so or give --input-format xlsx"
        : renaming(orElse: "Save it as .xlsx or .csv"),
      code: .wrongFormat)
  }

  /// Texts are a line each, but for what is plainly something else: text that only may be a table is
  /// for the user to tell.
  private func formatOfText() throws(AssayError) -> TableFormat {
    switch shape {
    case .array, .arrayLines, .objects: return .json
    case .objectLines: return .jsonl
    case .table(let table) where table.isNamed: return table.format
    case .table(let table):
      throw mismatch(
        "the lines look like the rows of a table, not like a text each",
        "Give --input-format \(table.format.rawValue), or --input-format txt if each line is a text"
      )
    case .other:
      guard let rows = ForeignContent(lines: head) else { return .txt }
      throw mismatch(
        "the lines are \(rows.name), not a text each",
        "\(rows.remedy), or give --input-format txt if each line is a text")
    case .fence, .markdownTable: return .txt
    }
  }

  /// The format that the content has as it seems; nil for plain text.
  private var formatOfShape: TableFormat? {
    switch shape {
    case .array, .arrayLines, .objects: .json
    case .objectLines: .jsonl
    case .table(let table): table.format
    case .fence, .markdownTable, .other: nil
    }
  }

  /// How to read the file as what it seems to be.
  private func renaming(orElse other: String) -> String {
    guard let format = formatOfShape else { return other }
    return "It looks like \(format.rawValue.uppercased()): name it .\(format.rawValue) or give "
      + "--input-format \(format.rawValue)"
  }

  private func formatOfContent() throws(AssayError) -> TableFormat {
    if magic.starts(with: Self.zip) { return .xlsx }
    if let format = Self.columnar(magic) { return format }
    if let format = formatOfShape { return format }
    switch head.firstByte {
    case UInt8(ascii: "["): return .json
    case UInt8(ascii: "{"): return .jsonl
    default: break
    }
    let line = head.bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    if line.contains(0x09) { return .tsv }
    if path == "-", let textColumn, !firstLineNames(textColumn) { return .txt }
    if line.contains(UInt8(ascii: ",")) || path == "-" { return .csv }
    throw AssayError(
      "the format is not known", at: Location(file: path),
      remedy: "Give --input-format \(TableFormat.allCases.map(\.rawValue).joined(separator: "|"))",
      code: .wrongFormat)
  }

  /// Whether the first line is a header with this column.
  private func firstLineNames(_ column: String) -> Bool {
    guard let line = head.lines(atMost: 1).first else { return false }
    return line.split(whereSeparator: { ",;|".utf8.contains($0) }).contains { cell in
      cell.elementsEqual(column.utf8) || cell.elementsEqual("\"\(column)\"".utf8)
    }
  }
}

extension TableShape {
  /// The format with this delimiter; CSV, whose reader finds others out, where none has it.
  fileprivate var format: TableFormat {
    TableFormat.allCases.first { $0.delimiter == delimiter } ?? .csv
  }
}

/// What other files look like.
extension FormatSniffer {
  private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  private func checkForeign() throws(AssayError) {
    let isWide = magic.starts(with: [0xFF, 0xFE, 0, 0]) || magic.starts(with: [0, 0, 0xFE, 0xFF])
    if isWide, encoding != .utf32 {
      throw misread("the text is UTF-32", as: .utf32)
    }
    if packing != nil, Packing(magic: magic) != nil {
      throw mismatch("the file is packed twice", "Unpack it once")
    }
    if let foreign = ForeignContent(magic: magic) ?? ForeignContent(text: head) {
      throw mismatch("the file is \(foreign.name)", foreign.remedy)
    }
    if given == nil, let labeled = ForeignContent(labeled: head) {
      throw mismatch("the file is \(labeled.name)", labeled.remedy)
    }
    if let pointer = FilePointer(head.bytes) { throw pointer.error(file: path, code: .wrongFormat) }
  }

  private func checked(_ format: TableFormat) throws(AssayError) -> TableFormat {
    if format == .xlsx { return try checkedWorkbook() }
    if format.isColumnar { return try checkedColumns(format) }
    if let own = Self.columnar(magic) {
      throw mismatch(
        "the file is \(Self.title(own)), not \(format.rawValue.uppercased())",
        "Name it .\(own.rawValue) or give --input-format \(own.rawValue)")
    }
    if magic.starts(with: Self.zip) {
      throw mismatch(
        "the file is a zip archive or a workbook, not \(format.rawValue.uppercased())",
        "If it is a workbook, name it .xlsx or give --input-format xlsx")
    }
    if encoding == .utf8 {
      try checkZeros()
      if let escaped = EscapedText(head) {
        let name = escaped.encoding.rawValue.uppercased()
        throw misread("the text is \(name), as it seems", as: escaped.encoding)
      }
    }
    if given == nil { try checkShape(format) }
    return format
  }

  /// Text of which nearly every other byte is zero is UTF-16; a zero here and there is for the reader
  /// to find. Where the text itself is in another script, names of columns are not.
  private func checkZeros() throws(AssayError) {
    let all = ZeroBytes(magic)
    if let encoding = all.encoding ?? ZeroBytes(magic.prefix(Self.nameBytes)).encoding {
      let name = encoding.rawValue.uppercased().prefix { $0 != "L" && $0 != "B" }
      throw misread("the text is \(name) without a byte-order mark, as it seems", as: encoding)
    }
    if all.areMany {
      throw mismatch("the file holds zero bytes and is not text", "Give a file of text")
    }
  }

  private func checkedWorkbook() throws(AssayError) -> TableFormat {
    if magic.isEmpty { throw .noRows(file: path, "the file is empty") }
    guard magic.starts(with: Self.zip) else {
      throw mismatch(
        "the file is not an XLSX workbook",
        renaming(orElse: "Give --input-format if the name is wrong"))
    }
    if packing != nil {
      throw mismatch("a workbook that is packed again cannot be read", "Unpack it first")
    }
    return .xlsx
  }

  /// The format of a file of columns by its first bytes; nil where it is none.
  private static func columnar(_ magic: [UInt8]) -> TableFormat? {
    if magic.starts(with: ParquetRows.magic) { return .parquet }
    return ArrowRows.areFirst(magic) ? .arrow : nil
  }

  private static func title(_ format: TableFormat) -> String {
    format == .arrow ? "an Arrow file" : "a Parquet file"
  }

  private func checkedColumns(_ format: TableFormat) throws(AssayError) -> TableFormat {
    if magic.isEmpty { throw .noRows(file: path, "the file is empty") }
    let title = Self.title(format)
    let own = Self.columnar(magic)
    if packing != nil, own == format {
      throw mismatch("\(title) that is packed again cannot be read", "Unpack it first")
    }
    guard own != format else { return format }
    if let own {
      throw mismatch(
        "the file is \(Self.title(own)), not \(title)",
        "Name it .\(own.rawValue) or give --input-format \(own.rawValue)")
    }
    throw mismatch(
      format == .arrow
        ? "the file is not \(title): it starts neither with ARROW1 nor with a message of a stream"
        : "the file is not \(title): it does not start with PAR1",
      renaming(orElse: "Give --input-format if the name is wrong"))
  }

  /// - Throws: `AssayError` when the content is plainly of another format than the name says.
  private func checkShape(_ format: TableFormat) throws(AssayError) {
    let name = format.rawValue.uppercased()
    let isTable = format.delimiter != nil
    switch shape {
    case .fence(let line) where format != .txt || ContentShape.insideFence(head) != .other:
      throw fenced(line)
    case .markdownTable:
      throw mismatch("the file is a table of Markdown, not \(name)", "Save it as .csv or .jsonl")
    case .objectLines where isTable, .objects where isTable, .array where isTable,
      .arrayLines where isTable:
      throw mismatch("the file starts like \(titleOfShape), not \(name)", renaming(orElse: ""))
    case .table where format == .json || format == .jsonl:
      throw mismatch("the file looks like a table, not \(name)", renaming(orElse: ""))
    case .table where isTable, .other where isTable:
      if let line = head.conflict {
        throw MergeConflict.error(at: Location(file: path, line: line), code: .wrongFormat)
      }
    case .other where format == .json || format == .jsonl:
      if let fence = head.fence { throw fenced(fence.text, line: fence.line) }
      if head.isYAML {
        throw mismatch(
          "the file looks like YAML, not \(name)",
          "Write each row as a JSON object; Python's `yaml.safe_load` reads the file")
      }
    default: break
    }
  }

  private var titleOfShape: String {
    switch shape {
    case .objectLines: "JSON Lines"
    case .objects: "JSON objects over several lines"
    case .arrayLines: "an array of JSON on each line"
    default: "a JSON array"
    }
  }

  /// - Parameter line: where the fence opens.
  private func fenced(_ text: String, line: Int = 1) -> AssayError {
    let others = line == 1 ? "this line" : "all lines up to this one"
    var error = mismatch(
      "the rows stand in a code fence, which line \(line) opens: '\(text)'",
      "Remove \(others) and the one that closes the fence")
    error.location?.line = line
    return error
  }

  private func misread(_ message: String, as encoding: TextEncoding) -> AssayError {
    AssayError(
      message, at: Location(file: path), remedy: "Give --encoding \(encoding.rawValue)",
      code: .notUtf8)
  }

  private func mismatch(_ message: String, _ remedy: String) -> AssayError {
    AssayError(message, at: Location(file: path), remedy: remedy, code: .wrongFormat)
  }
}
