// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Makes rows of the cells and line breaks that a delimited file is split into. It keeps the first
/// error until `check`, since nothing may be thrown through libcsv.
struct DelimitedRowAssembler: ~Copyable {
  var sink: RowSink
  /// The line being read, counted from 1.
  private(set) var line = 1
  private var header: [String] = []
  private var match = HeaderMatch([])
  private var preamble = Preamble(header: [])
  /// Whether a cell of the row under way has blanks before its first quote.
  private var blankBeforeQuote = false
  /// The cell of the row under way whose first quote has blanks before it.
  private var cellBehindBlanks: Int?
  private var hasHeader = false
  private var cellsInRow = 0
  private var rowLine = 1
  private var rowBytes = 0
  private var lastCellIsBlank = false
  private var lastCellIsEmpty = false
  private var lastBreak: Int32 = 0
  private var headerLine = 1
  private var headerEndsBlank = false
  private var failure: AssayError?
  /// The failure is a row with another number of cells: the rows behind it can still be read, to name
  /// all that are so.
  private var isRagged = false
  private var laterRaggedLines: [Int] = []
  private var linesBehindFailure = 0
  private let limits: TableLimits

  init(_ input: InputBuffer, limits: TableLimits) {
    sink = RowSink(input, limits: limits)
    self.limits = limits
  }

  /// The one that was given to libcsv as context.
  static func at(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Self> {
    context!.assumingMemoryBound(to: Self.self)
  }

  var isBetweenRows: Bool { cellsInRow == 0 }

  /// A cell that may hold line breaks.
  mutating func quotedCell(_ text: UnsafeBufferPointer<UInt8>) {
    cell(text)
    line += LineBreaks.count(text)
    lastBreak = 0
  }

  mutating func cell(_ text: UnsafeBufferPointer<UInt8>) {
    if cellsInRow == 0 { rowLine = line }
    cellsInRow += 1
    lastCellIsEmpty = text.isEmpty
    if cellsInRow == 1 { lastCellIsBlank = text.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
    guard hasHeader else { return headerCell(text) }
    match.add(text)
    if failure == nil || isRagged { preamble.add(text) }
    if cellsInRow <= sink.columns.count { sink.append(text) }
  }

  /// The end of a row or of a blank line; -1 at the end of the file.
  mutating func lineBreak(_ kind: Int32) {
    if cellsInRow > 0 {
      endRow()
      cellsInRow = 0
    } else if kind != -1, !(kind == 0x0A && lastBreak == 0x0D) {
      sink.notes.add(.blankLine, at: Location(file: sink.file, line: line))
    }
    if kind != -1, !(kind == 0x0A && lastBreak == 0x0D) { line += 1 }
    if isRagged { linesBehindFailure += 1 }
    lastBreak = kind
  }

  private mutating func headerCell(_ text: UnsafeBufferPointer<UInt8>) {
    guard header.count < limits.columns else {
      failure =
        failure ?? .tooManyColumns(file: sink.file, line: line, limit: limits.columns)
      return
    }
    header.append(String(decoding: text, as: UTF8.self))
  }

  private mutating func endRow() {
    defer { (blankBeforeQuote, cellBehindBlanks) = (false, nil) }
    let verdict = match.end()
    if cellsInRow == 1, lastCellIsBlank, !hasHeader || sink.columns.count > 1 {
      if hasHeader { sink.discardRow() } else { header = [] }
      sink.notes.add(.blankLine, at: Location(file: sink.file, line: rowLine))
    } else if hasHeader, verdict != .row, failure == nil {
      endRepeatedHeader(verdict)
    } else if hasHeader {
      if cellsInRow != sink.columns.count { endUnevenRow() }
      preamble.endRow(cells: cellsInRow, line: rowLine, isFaulty: failure != nil)
      guard failure == nil else { return sink.discardRow() }
      sink.endRow(line: rowLine)
    } else {
      endHeader()
    }
  }

  /// A row that says what the header says is none, as long as the columns stay where they are.
  private mutating func endRepeatedHeader(_ verdict: HeaderMatch.Verdict) {
    sink.discardRow()
    let place = Location(file: sink.file, line: rowLine)
    if verdict == .header { return sink.notes.add(.headerAgain, at: place) }
    failure = .headerInOtherOrder(at: place)
  }

  /// An empty cell behind the last column, or one that only the header has, is a separator too many.
  private mutating func endUnevenRow() {
    let columns = sink.columns.count
    if cellsInRow == columns + 1, lastCellIsEmpty {
      noteTrailingDelimiter(row: sink.row, line: rowLine)
    } else if cellsInRow == columns - 1, headerEndsBlank {
      noteTrailingDelimiter(row: nil, line: headerLine)
    } else {
      noteRagged()
    }
  }

  private mutating func noteRagged() {
    if failure == nil {
      failure = ragged()
      isRagged = true
    } else if isRagged {
      laterRaggedLines.append(rowLine)
    }
  }

  private mutating func endHeader() {
    hasHeader = true
    match = HeaderMatch(header)
    preamble = Preamble(header: header)
    headerLine = rowLine
    headerEndsBlank = header.count > 1 && header.last?.isEmpty == true
    let names = HeaderNames.unique(header, line: rowLine, file: sink.file, notes: &sink.notes)
    do throws(AssayError) {
      for name in names { try sink.addColumn(name, line: rowLine) }
    } catch {
      failure = failure ?? error
    }
  }

  mutating func noteDelimiter(_ name: String) {
    sink.notes.add(.otherDelimiter, name, at: Location(file: sink.file, line: line))
  }

  private mutating func noteTrailingDelimiter(row: Int?, line: Int) {
    sink.notes.add(
      .trailingDelimiter, at: Location(file: sink.file, row: row, line: line), row: row)
  }

  /// - Parameter behindBlanks: whether nothing but blanks stands before the quote in its cell.
  mutating func noteQuote(behindBlanks: Bool) {
    blankBeforeQuote = blankBeforeQuote || behindBlanks
    // The quote that should have closed the cell.
    if cellBehindBlanks == cellsInRow { return }
    if behindBlanks { cellBehindBlanks = cellsInRow }
    let row = hasHeader ? sink.row : nil
    sink.notes.add(
      behindBlanks ? .blankBeforeQuote : .quoteInsideCell,
      at: Location(file: sink.file, row: row, line: line), row: row)
  }
}

/// What can be wrong.
extension DelimitedRowAssembler {
  /// The most rows that are named, and how many lines are looked at for them.
  private static let namedRows = 10
  private static let linesAhead = 1_000_000

  /// The first error, with the rows that have the same fault.
  var firstFault: AssayError? {
    guard var error = failure else { return nil }
    if isRagged, let title = preamble.error(file: sink.file) { return title }
    guard !laterRaggedLines.isEmpty else { return error }
    let named = laterRaggedLines.prefix(Self.namedRows - 1).map(String.init).joined(separator: ", ")
    let more = laterRaggedLines.count >= Self.namedRows ? " and more" : ""
    let noun = laterRaggedLines.count == 1 ? "line" : "lines"
    error.message += "; also faulty: \(noun) \(named)\(more)"
    return error
  }

  /// - Throws: the first error, once enough is known about it.
  func check() throws(AssayError) {
    guard failure != nil, let firstFault else { return }
    let mayBeMore =
      isRagged && laterRaggedLines.count < Self.namedRows && linesBehindFailure < Self.linesAhead
    if !mayBeMore { throw firstFault }
  }

  /// - Throws: the first error of the file.
  func checkEnd() throws(AssayError) {
    if let firstFault { throw firstFault }
  }

  /// Counts a line that is no row.
  mutating func skipLine() { line += 1 }

  func checkText(_ block: UnsafeBufferPointer<UInt8>, offset: Int) throws(AssayError) {
    do throws(AssayError) {
      try AssayError.checkText(block, file: sink.file, line: line, blockOffset: offset)
    } catch {
      throw firstFault ?? error
    }
  }

  /// Counts what a row takes that runs over several lines.
  mutating func count(bytes: Int) throws(AssayError) {
    rowBytes += bytes
    if rowBytes > limits.rowBytes {
      throw .rowTooLong(
        file: sink.file, line: cellsInRow == 0 ? line : rowLine, limit: limits.rowBytes)
    }
  }

  mutating func resetCount() {
    rowBytes = 0
  }

  func checkThereAreRows() throws(AssayError) {
    guard sink.row == 0 else { return }
    throw .noRows(
      file: sink.file, hasHeader ? "there is a header but no row" : "the file is empty")
  }

  func unclosedQuote() -> AssayError {
    AssayError(
      "the quote that opens on this line is never closed", at: cellLocation(line: line),
      remedy: "Close the quote; a quote inside a quoted cell is written twice", code: .faultyQuote)
  }

  /// The first error where text follows a closing quote. A separator there may part the cells of a
  /// header below titles, which says more than that the titles have too few cells.
  func faultBehindQuote(
    _ bytes: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> AssayError {
    let fault = textBehindQuote(bytes, at: place)
    return isRagged && isSeparator(bytes[place]) ? fault : firstFault ?? fault
  }

  /// Whether a byte may part the cells of a header further down.
  private func isSeparator(_ byte: UInt8) -> Bool {
    sink.row + laterRaggedLines.count < Preamble.titleLines && Array(";,|\t".utf8).contains(byte)
  }

  private func textBehindQuote(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> AssayError {
    let scalar = String(decoding: bytes[place...].prefix(4), as: UTF8.self).unicodeScalars.first
    // The cell under way, whose line breaks are not counted yet, may have opened further up.
    let opened = " in the quoted cell that opens on line \(line)"
    var remedy = "Write a quote inside a quoted cell twice, or end the cell behind the quote"
    if let scalar, isSeparator(bytes[place]) {
      remedy =
        "If `\(scalar == "\t" ? "\\t" : String(scalar))` parts the cells and line \(line) is "
        + "the header, remove the lines above it, as `tail -n +\(line) FILE` does; otherwise write a "
        + "quote inside a quoted cell twice"
    }
    return AssayError(
      "'\(scalar ?? " ")' follows a closing quote\(opened)", at: cellLocation(line: line),
      remedy: remedy, code: .faultyQuote)
  }

  func outOfMemory() -> AssayError {
    AssayError("there is no memory for the row", at: cellLocation(line: line))
  }

  private func cellLocation(line: Int) -> Location {
    let columns = sink.columns
    return Location(
      file: sink.file, row: hasHeader ? sink.row : nil, line: line,
      field: cellsInRow < columns.count ? columns[cellsInRow] : nil)
  }

  private func ragged() -> AssayError {
    let expected = sink.columns.count
    var remedy = "Put a cell that holds the separator or a line break in double quotes"
    let cells = cellsInRow == 1 ? "1 cell" : "\(cellsInRow) cells"
    var reason = ""
    if expected == 1, sink.row == 0 {
      remedy =
        "If the line above is a title and not the header, remove it; otherwise put a cell "
        + "that holds the separator in double quotes"
    }
    if cellsInRow < expected { remedy = "Give every row a cell for each column of the header" }
    if cellsInRow > expected, blankBeforeQuote {
      reason = ": a blank stands before a quote, so that the quote opens no cell"
      remedy = "Remove the blanks between the separator and the quote"
    }
    return AssayError(
      "the row has \(cells), but the header has \(expected)\(reason)",
      at: Location(file: sink.file, row: sink.row, line: rowLine), remedy: remedy,
      code: .raggedRow)
  }
}
