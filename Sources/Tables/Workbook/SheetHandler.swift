// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Makes rows of a worksheet's XML (ECMA-376, part 1, 18.3).
final class SheetHandler: XMLEvents {
  var sink: RowSink
  private(set) var failure: AssayError?
  private let sheet: String
  private let strings: SharedStrings
  private let dates: WorkbookDates
  private let formats: NumberFormats
  private let limits: TableLimits
  private var merged: MergedValues
  private var match = HeaderMatch([])
  /// Rows that repeat the header, which are none.
  private var repeatedHeaders = 0
  private var isHiddenRow = false
  private var hiddenColumns: [ClosedRange<Int>] = []

  /// The row under way and the last one that came before it, as the program numbers them.
  private var rowNumber = 0
  private var lastRow = 0
  private var headerRow: Int?
  /// The row's cells that are not empty.
  private var cells: [SheetCellValue] = []
  private var rowBytes = 0

  private var column = -1
  private var type = ""
  private var style = 0
  private var isInValue = false
  private var hasFormula = false
  private var hasValue = false
  private var isInSheetData = false
  private var value: [UInt8] = []
  private var inlineText = WorkbookText()

  /// A workbook cannot have more.
  private static let maximumRows = 1 << 20

  init(
    file: String, sheet: String, parts: WorkbookParts, merges: [MergedRange], limits: TableLimits
  ) {
    sink = RowSink(file: file, limits: limits, padding: .null)
    self.sheet = sheet
    strings = parts.strings
    dates = parts.dates
    formats = parts.formats
    merged = MergedValues(merges)
    self.limits = limits
  }

  var isDone: Bool { failure != nil }

  func start(_ element: XMLElement) {
    let name = element.localName
    switch name {
    case "sheetData": isInSheetData = true
    case "row":
      if isInSheetData {
        isHiddenRow = element.isHidden
        startRow(element.attribute("r"))
      }
    case "col": if element.isHidden { hideColumns(element) }
    case "c": if isInSheetData { startCell(element) }
    case "v": (isInValue, hasValue) = (isInSheetData, true)
    case "f": hasFormula = isInSheetData
    default: inlineText.start(name)
    }
  }

  func end(_ element: XMLElement) {
    let name = element.localName
    switch name {
    case "sheetData": isInSheetData = false
    case "row": if isInSheetData { endRow() }
    case "c": if isInSheetData { endCell() }
    case "v": isInValue = false
    default: inlineText.end(name)
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInValue { value.append(contentsOf: bytes) } else { inlineText.text(bytes) }
    if value.count + inlineText.count > WorkbookText.maximumBytes {
      fail(.rowTooLong(file: sink.file, line: rowNumber, limit: WorkbookText.maximumBytes))
    }
  }

  private var notes: [ReadingNote] { sink.notes.notes }

  /// - Throws: `AssayError` when the sheet had none.
  func checkThereAreRows() throws(AssayError) {
    guard sink.row == 0 else { return }
    var error = AssayError.noRows(
      file: sink.file,
      headerRow == nil
        ? "the sheet '\(sheet)' is empty" : "the sheet '\(sheet)' has a header but no row")
    if let others = notes.first(where: { $0.kind == .otherSheets }) {
      error.remedy = "Name the sheet that holds the rows with --sheet; others are \(others.detail)"
    }
    throw error
  }

  private func fail(_ error: AssayError) {
    failure = failure ?? error
  }

  private func malformed(_ message: String) -> AssayError {
    AssayError(
      message, at: Location(file: sink.file, line: rowNumber),
      remedy: "Save the workbook again from a spreadsheet program", code: .wrongFormat)
  }
}

/// Cells.
extension SheetHandler {
  private func startCell(_ element: XMLElement) {
    let reference = element.attribute("r")
    column = reference.map { SheetHandler.column(of: $0) } ?? column + 1
    type = element.attribute("t") ?? "n"
    style = element.attribute("s").flatMap { Int($0) } ?? 0
    value.removeAll(keepingCapacity: true)
    (hasFormula, hasValue) = (false, false)
    inlineText.clear()
    if column < 0 { fail(malformed("a cell has the reference '\(reference ?? "")'")) }
    if column >= limits.columns {
      fail(.tooManyColumns(file: sink.file, line: rowNumber, limit: limits.columns))
    }
  }

  /// 27 for `AB12`; -1 when it has no letters.
  static func column(of reference: String) -> Int {
    var column = 0
    for byte in reference.utf8 {
      let upper = byte & 0xDF
      guard UInt8(ascii: "A")...UInt8(ascii: "Z") ~= upper, column < 1 << 20 else { break }
      column = column * 26 + Int(upper - UInt8(ascii: "A")) + 1
    }
    return column - 1
  }

  private func endCell() {
    // An empty text is a value; an empty number is none.
    if hasFormula, !hasValue || value.isEmpty && type == "n" { noteFormula() }
    switch type {
    case "s": addShared()
    case "inlineStr": add(inlineText.decoded, .text)
    case "str": if !value.isEmpty { add(WorkbookText.decode(value), .text) }
    case "b": if !value.isEmpty { add(Array((value == [0x31] ? "true" : "false").utf8), .boolean) }
    case "e": add(value, .error)
    case "d": add(value, .text)
    default: if !value.isEmpty { addNumber() }
    }
  }

  private func noteFormula() {
    let row = dataRow
    let location = Location(file: sink.file, row: row, line: rowNumber)
    sink.notes.add(.formulaWithoutValue, at: location, row: row)
  }

  /// The number of the row under way; nil above the rows.
  private var dataRow: Int? { headerRow.map { rowNumber - $0 - 1 - repeatedHeaders } }

  /// Notes something about the cell under way.
  private func note(_ kind: ReadingNote.Kind, example: String = "") {
    guard let row = dataRow, column < sink.columns.count else { return }
    let name = sink.columns[column]
    let location = Location(file: sink.file, row: row, line: rowNumber, field: name)
    sink.notes.add(kind, name, at: location, row: row, example: example)
  }

  /// A number that the sheet shows otherwise than it is read.
  private func noteFormat(_ number: Double, as text: String) {
    guard let format = formats.format(style) else { return }
    let shown = format.shown(number)
    guard shown != text else { return }
    note(
      .formattedNumber,
      example: shown.map { "`\(text)` is shown as `\($0)`" }
        ?? "`\(text)` is shown by the format `\(format.code)`")
  }

  private func hideColumns(_ element: XMLElement) {
    guard let first = element.attribute("min").flatMap({ Int($0) }),
      let last = element.attribute("max").flatMap({ Int($0) }), 1...last ~= first
    else { return }
    hiddenColumns.append(first - 1...last - 1)
  }

  private func add(_ text: [UInt8], _ kind: CellKind) {
    rowBytes += text.count
    if rowBytes > limits.rowBytes {
      fail(.rowTooLong(file: sink.file, line: rowNumber, limit: limits.rowBytes))
    }
    cells.append(SheetCellValue(column: column, text: text, kind: kind))
  }

  private func addShared() {
    guard !value.isEmpty else { return }
    let index = Int(String(decoding: value, as: UTF8.self)) ?? -1
    if !strings.with(index, { add(Array($0), .text) }) {
      fail(malformed("a cell refers to a text that the workbook does not have"))
    }
  }

  private func addNumber() {
    let isShort = value.count <= 15 && value[0] != UInt8(ascii: "0")
    let dateStyle = dates.style(style)
    if dateStyle == .number, formats.format(style) == nil, isShort,
      value.allSatisfy({ 0x30...0x39 ~= $0 })
    {
      return add(value, .number)
    }
    let text = String(decoding: value, as: UTF8.self)
    guard let number = Double(text) else { return add(value, .text) }
    if dateStyle != .number, let date = dates.text(number, style: dateStyle) {
      note(.dateCell)
      return add(Array(date.utf8), .text)
    }
    let shortest = SheetHandler.shortest(number)
    noteFormat(number, as: shortest)
    add(Array(shortest.utf8), .number)
  }

  /// 3 and not 3.0; 0.1 and not 0.10000000000000001.
  static func shortest(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// Rows.
extension SheetHandler {
  private func startRow(_ number: String?) {
    let previous = rowNumber
    rowNumber = number.map { Int($0) ?? -1 } ?? rowNumber + 1
    cells.removeAll(keepingCapacity: true)
    rowBytes = 0
    column = -1
    if rowNumber <= previous || rowNumber > Self.maximumRows {
      fail(malformed("the rows of the sheet '\(sheet)' are not in order"))
    }
  }

  private func endRow() {
    guard failure == nil, !cells.isEmpty else { return }
    arrange()
    if headerRow == nil {
      endHeader()
    } else {
      addBlankRows()
      endDataRow()
    }
    lastRow = rowNumber
  }

  /// Cells stand in order and once, but nothing enforces it.
  private func arrange() {
    guard !zip(cells, cells.dropFirst()).allSatisfy({ $0.column < $1.column }) else { return }
    var last: [Int: SheetCellValue] = [:]
    for cell in cells { last[cell.column] = cell }
    cells = last.values.sorted { $0.column < $1.column }
  }

  private func endHeader() {
    headerRow = rowNumber
    if rowNumber > 1 {
      let location = Location(file: sink.file, line: rowNumber)
      sink.notes.add(.lateHeader, String(rowNumber), at: location)
    }
    var header = [String](repeating: "", count: (cells.last?.column ?? -1) + 1)
    for cell in cells { header[cell.column] = String(decoding: cell.text, as: UTF8.self) }
    let names = HeaderNames.unique(header, line: rowNumber, file: sink.file, notes: &sink.notes)
    for name in names { addColumn(name) }
    match = HeaderMatch(header)
    noteHiddenColumns(header)
    guard let crossing = merged.start(below: rowNumber) else { return }
    fail(
      AssayError(
        "cells of the header are merged with the row below it: \(crossing.reference)",
        at: Location(file: sink.file, line: rowNumber),
        remedy: "Unmerge them and keep one row with the names of the columns", code: .mergedCells))
  }

  private func noteHiddenColumns(_ header: [String]) {
    for (column, name) in header.enumerated()
    where !name.isEmpty && hiddenColumns.contains(where: { $0.contains(column) }) {
      let place = Location(file: sink.file, line: rowNumber, field: name)
      sink.notes.add(.hiddenColumn, name, at: place)
    }
  }

  /// Whether the row says what the header says, and is none.
  private func repeatsHeader() -> Bool {
    var next = 0
    for cell in cells {
      while next < cell.column {
        match.add(UnsafeBufferPointer(start: nil, count: 0))
        next += 1
      }
      cell.text.withUnsafeBufferPointer { match.add($0) }
      next += 1
    }
    let place = Location(file: sink.file, line: rowNumber)
    switch match.end() {
    case .row: return false
    case .header: sink.notes.add(.headerAgain, at: place)
    case .otherOrder: fail(.headerInOtherOrder(at: place))
    }
    repeatedHeaders += 1
    return true
  }

  /// What is odd about the row as a whole; merged cells are filled in.
  private func noteRow() {
    let place = Location(file: sink.file, row: sink.row, line: rowNumber)
    if isHiddenRow { sink.notes.add(.hiddenRow, at: place, row: sink.row) }
    let started = merged.ranges(at: rowNumber)
    for range in started {
      sink.notes.add(.mergedCells, range.reference, at: place, row: sink.row)
    }
    merged.fill(&cells, row: rowNumber, started: started)
    guard merged.isTooMuch else { return }
    fail(.rowTooLong(file: sink.file, line: rowNumber, limit: MergedValues.maximumBytes))
  }

  /// Rows without a cell, between rows that have some.
  private func addBlankRows() {
    for number in (lastRow + 1)..<max(rowNumber, lastRow + 1) {
      sink.notes.add(
        .blankLine, at: Location(file: sink.file, row: sink.row, line: number), row: sink.row)
      sink.endRow(line: number)
    }
  }

  private func endDataRow() {
    if repeatsHeader() { return }
    noteRow()
    while let last = cells.last?.column, last >= sink.columns.count, failure == nil {
      let name = HeaderNames.unnamed(sink.columns.count, among: sink.columns)
      let location = Location(file: sink.file, row: sink.row, line: rowNumber, field: name)
      sink.notes.add(.blankHeader, name, at: location)
      addColumn(name)
    }
    guard failure == nil else { return }
    for cell in cells {
      sink.skip(to: cell.column)
      cell.text.withUnsafeBufferPointer { sink.append($0, kind: cell.kind) }
    }
    sink.endRow(line: rowNumber)
  }

  private func addColumn(_ name: String) {
    do throws(AssayError) {
      try sink.addColumn(name, line: rowNumber)
    } catch {
      fail(error)
    }
  }
}

extension XMLElement {
  /// Whether a row or column is not shown.
  fileprivate var isHidden: Bool { ["1", "true"].contains(attribute("hidden")) }
}
