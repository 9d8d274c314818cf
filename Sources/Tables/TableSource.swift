// SPDX-License-Identifier: Apache-2.0

import ArrowIPC
package import AssayCore
import Columnar
import Parquet

/// A file of rows and how to read it. It can be opened again and again: rules make several passes.
package struct TableSource: Sendable {
  package struct Options: Sendable {
    /// Overrides what extension and content say.
    package var format: TableFormat?
    /// The sheet of a workbook by name; nil is the one that is shown when it is opened.
    package var sheet: String?
    /// How text formats write characters; a byte-order mark of UTF-16 overrides UTF-8.
    package var encoding: TextEncoding
    package var limits = TableLimits()
    /// Whether the first row of a table names its columns; without it they are called 1, 2 and so on.
    package var hasHeader = true
    /// The line of the header; what stands above it, such as a title, is left out. Nil: the first that is
    /// not blank.
    package var headerLine: Int?
    /// Whether rows of JSON Lines are noted that are not in the form that assay writes.
    package var comparesForm = false
    /// Whether lines of JSON Lines that are no JSON are read as what they seem to mean.
    package var mendsLines = false
    /// The column whose texts are wanted. Standard input that does not name it, and looks like no table,
    /// is read as a text on each line. Nil: it is a table.
    package var textColumn: String?
    /// Makes prompts of several columns; nil: they stand in one.
    package var template: RowTemplate?

    var header: HeaderPlace { HeaderPlace(isThere: hasHeader, firstLine: headerLine ?? 1) }

    package init(
      format: TableFormat? = nil, sheet: String? = nil, encoding: TextEncoding = .utf8
    ) {
      self.format = format
      self.sheet = sheet
      self.encoding = encoding
    }
  }

  /// The path as the user gave it; `-` is standard input, which is spooled to a temporary file.
  package let path: String
  package let format: TableFormat
  package let options: Options
  let file: InputFile
  private let packing: Packing?
  private let encoding: TextEncoding
  private let isMarkedUTF16: Bool

  /// Finds out the format from the extension (also under `.gz`, `.zst`, `.xz` and `.bz2`) and the content.
  /// - Throws: `AssayError` when the file cannot be read or its format is not known.
  package init(path: String, options: Options = Options()) throws(AssayError) {
    try self.init(InputFile(path: path), options: options)
  }

  /// A file that is in memory already, under the name it would have.
  /// - Throws: `AssayError` when its format is not known.
  package init(
    contents: [UInt8], path: String, options: Options = Options()
  ) throws(AssayError) {
    try self.init(InputFile(contents: contents, path: path), options: options)
  }

  private init(_ file: InputFile, options: Options) throws(AssayError) {
    let sniffer = try FormatSniffer(file, options: options)
    path = file.path
    self.options = options
    self.file = file
    packing = sniffer.packing
    encoding = sniffer.encoding
    isMarkedUTF16 = sniffer.isMarkedUTF16
    format = try sniffer.format()
  }

  /// The size of the file; nil when it is packed.
  package var byteCount: Int? { packing != nil ? nil : file.byteCount }

  /// Starts a pass over the rows.
  package func open() throws(AssayError) -> any TableReader {
    let reader = try format.reader(of: self)
    return options.template.map { TemplateReader(reader, $0) } ?? reader
  }

  /// Starts a pass over the rows of a file of columns.
  func columnarReader() throws(AssayError) -> any TableReader {
    let columns = ColumnarInput(try columnarRows(), file: path, limits: options.limits)
    let text = InputBuffer(columns, file: path, limits: options.limits)
    return try JSONLinesReader(text, limits: options.limits, columns: columns)
  }

  private func columnarRows() throws(AssayError) -> any ColumnarRows {
    let count = file.byteCount ?? 0
    let read: PlaceReading = { [file] buffer, place throws(AssayError) in
      try file.read(into: buffer, at: place)
    }
    guard format == .arrow else { return try ParquetRows(file: path, byteCount: count, read: read) }
    return try ArrowRows(
      file: path, byteCount: count, rowLimit: options.limits.rowBytes, read: read)
  }

  /// The text of the file from behind its byte-order mark.
  func text() throws(AssayError) -> InputBuffer {
    let input = try file.text(packing: packing, encoding: encoding)
    let buffer = InputBuffer(input, file: path, limits: options.limits)
    // iconv swallows the mark of UTF-16.
    if encoding == .utf16, isMarkedUTF16 { buffer.hadByteOrderMark = true }
    try buffer.skipByteOrderMark()
    return buffer
  }
}

extension InputFile {
  /// The file's text as UTF-8, should its bytes be what they claim.
  func text(packing: Packing?, encoding: TextEncoding) throws(AssayError) -> any ByteInput {
    var input: any ByteInput = FileInput(self)
    if let packing { input = try packing.unpacked(input, file: path) }
    if encoding != .utf8 { input = try TranscodedInput(input, encoding: encoding, file: path) }
    return input
  }
}
