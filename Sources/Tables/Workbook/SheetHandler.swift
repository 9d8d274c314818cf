// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Makes rows of a worksheet's XML (ECMA-376, part 1, 18.3).
final class SheetHandler: XMLEvents {
  var sink: RowSink
  private(set) var failure: AssayError?
  let sheet: String
  let strings: SharedStrings
  let dates: WorkbookDates
  let formats: NumberFormats
  let limits: TableLimits
  var merged: MergedValues
  var match = HeaderMatch([])
  /// Rows that repeat the header, which are none.
  var repeatedHeaders = 0
  var isHiddenRow = false
  var hiddenColumns: [ClosedRange<Int>] = []

  /// The row under way and the last one that came before it, as the program numbers them.
  var rowNumber = 0
  var lastRow = 0
  var headerRow: Int?
  var header = HeaderPlace()
  /// The row's cells that are not empty.
  var cells: [SheetCellValue] = []
  var rowBytes = 0

  var column = -1
  var type = ""
  var style = 0
  private var isInValue = false
  var hasFormula = false
  var hasValue = false
  private var isInSheetData = false
  var value: [UInt8] = []
  var inlineText = WorkbookText()

  /// A workbook cannot have more.
  static let maximumRows = 1 << 20

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
    guard headerRow != nil || header.firstLine == 1 else {
      throw .noHeader(file: sink.file, line: header.firstLine, lastLine: rowNumber)
    }
    var error = AssayError.noRows(
      file: sink.file,
      headerRow == nil
        ? "the sheet '\(sheet)' is empty" : "the sheet '\(sheet)' has a header but no row")
    if let others = notes.first(where: { $0.kind == .otherSheets }) {
      error.remedy = "Name the sheet that holds the rows with --sheet; others are \(others.detail)"
    }
    throw error
  }

  func fail(_ error: AssayError) {
    failure = failure ?? error
  }

  func malformed(_ message: String) -> AssayError {
    AssayError(
      message, at: Location(file: sink.file, line: rowNumber),
      remedy: "Save the workbook again from a spreadsheet program", code: .wrongFormat)
  }
}

extension XMLElement {
  /// Whether a row or column is not shown.
  fileprivate var isHidden: Bool { ["1", "true"].contains(attribute("hidden")) }
}
