// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Makes rows of the cells and line breaks that a delimited file is split into. It keeps the first
/// error until `check`, since nothing may be thrown through libcsv.
struct DelimitedRowAssembler: ~Copyable {
  var sink: RowSink
  /// The line being read, counted from 1.
  var line = 1
  var header: [String] = []
  private var match = HeaderMatch([])
  var preamble = Preamble(header: [])
  /// Whether a cell of the row under way has blanks before its first quote.
  var blankBeforeQuote = false
  /// What cells of the row under way seem to be quoted by, which does not quote.
  var otherQuotes = OtherQuotes()
  /// The cell of the row under way whose first quote has blanks before it.
  private var cellBehindBlanks: Int?
  var hasHeader = false
  var cellsInRow = 0
  var rowLine = 1
  var rowBytes = 0
  private var lastCellIsBlank = false
  private var lastCellIsEmpty = false
  private var lastBreak: Int32 = 0
  private var headerLine = 1
  private var headerEndsBlank = false
  var failure: AssayError? { didSet { hasFailed = failure != nil } }
  /// Asked for every cell: to compare the error itself with nil would copy it.
  private(set) var hasFailed = false
  /// The failure is a row with another number of cells: the rows behind it can still be read, to name
  /// all that are so.
  var isRagged = false
  private var rowsBehindFailure = 0
  var linesBehindFailure = 0
  let limits: TableLimits
  /// Whether the first row names the columns; else it is a row like all others.
  private let namesColumns: Bool
  /// The line above which nothing is read.
  let firstLine: Int

  init(_ input: InputBuffer, limits: TableLimits, header: HeaderPlace) {
    sink = RowSink(input, limits: limits)
    self.limits = limits
    namesColumns = header.isThere
    firstLine = header.firstLine
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
    if !hasFailed || isRagged { preamble.add(text) }
    if cellsInRow <= sink.columns.count { sink.append(text) }
    otherQuotes.add(text)
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
    defer { (blankBeforeQuote, cellBehindBlanks, otherQuotes) = (false, nil, OtherQuotes()) }
    guard rowLine >= firstLine else {
      header = []
      return
    }
    let verdict = match.end()
    if cellsInRow == 1, lastCellIsBlank, !hasHeader || sink.columns.count > 1 {
      if hasHeader { sink.discardRow() } else { header = [] }
      sink.notes.add(.blankLine, at: Location(file: sink.file, line: rowLine))
    } else if hasHeader, verdict != .row, !hasFailed {
      endRepeatedHeader(verdict)
    } else if hasHeader {
      if cellsInRow != sink.columns.count { endUnevenRow() }
      preamble.endRow(cells: cellsInRow, line: rowLine, isFaulty: hasFailed)
      guard !hasFailed else {
        rowsBehindFailure += 1
        return sink.discardRow()
      }
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
    if !hasFailed {
      failure = ragged()
      isRagged = true
    } else if isRagged {
      let (row, line) = (sink.row + rowsBehindFailure, rowLine)
      failure?.addLater(row: row, line: line)
    }
  }

  private mutating func endHeader() {
    hasHeader = true
    guard namesColumns else { return endFirstRow() }
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

  /// The first row of a table without a header: its cells are numbered, and stay.
  private mutating func endFirstRow() {
    do throws(AssayError) {
      for number in header.indices { try sink.addColumn("\(number + 1)", line: rowLine) }
    } catch {
      failure = failure ?? error
      return
    }
    for cell in header { sink.append(cell, kind: .text) }
    sink.endRow(line: rowLine)
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
