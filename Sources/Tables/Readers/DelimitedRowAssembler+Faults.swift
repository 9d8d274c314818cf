// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// What can be wrong with a delimited file, and where.
extension DelimitedRowAssembler {
  /// The most rows that are named, and how many lines are looked at for them.
  private static let namedRows = 10
  private static let linesAhead = 1_000_000

  /// The first error, with the rows that have the same fault.
  var firstFault: AssayError? {
    guard var error = failure else { return nil }
    if isRagged, let title = preamble.error(file: sink.file) { return title }
    guard error.laterCount > 0 else { return error }
    let lines = error.laterPlaces.prefix(Self.namedRows - 1).map { String($0.line) }
    let named = lines.joined(separator: ", ")
    let more = error.laterCount >= Self.namedRows ? " and more" : ""
    let noun = error.laterCount == 1 ? "line" : "lines"
    error.message += "; also faulty: \(noun) \(named)\(more)"
    return error
  }

  /// - Throws: the first error, once enough is known about it.
  func check() throws(AssayError) {
    guard hasFailed, let firstFault else { return }
    if !isRagged || linesBehindFailure >= Self.linesAhead { throw firstFault }
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
      let start = cellsInRow == 0 ? line : rowLine
      throw firstFault ?? .rowTooLong(file: sink.file, line: start, limit: limits.rowBytes)
    }
  }

  mutating func resetCount() {
    rowBytes = 0
  }

  func checkThereAreRows() throws(AssayError) {
    guard sink.row == 0 else { return }
    guard hasHeader || firstLine == 1 else {
      throw .noHeader(file: sink.file, line: firstLine, lastLine: line)
    }
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
    sink.row + (failure?.laterCount ?? 0) < Preamble.titleLines
      && Array(";,|\t".utf8).contains(byte)
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

  func ragged() -> AssayError {
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
    } else if cellsInRow > expected, let quotes = otherQuotes.name {
      reason = ": \(quotes) quote no cell"
      remedy = "Write double quotes in their place, and a double quote inside a quoted cell twice"
    }
    return AssayError(
      "the row has \(cells), but the header has \(expected)\(reason)",
      at: Location(file: sink.file, row: sink.row, line: rowLine), remedy: remedy,
      code: .raggedRow)
  }
}
