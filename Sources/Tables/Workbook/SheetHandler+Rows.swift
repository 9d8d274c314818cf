// SPDX-License-Identifier: Apache-2.0

import Algorithms
import AssayCore

/// The rows of a sheet: the header, the rows below it, and the gaps between them.
extension SheetHandler {
  func startRow(_ number: String?) {
    let previous = rowNumber
    rowNumber = number.map { Int($0) ?? -1 } ?? rowNumber + 1
    cells.removeAll(keepingCapacity: true)
    rowBytes = 0
    column = -1
    if rowNumber <= previous || rowNumber > Self.maximumRows {
      fail(malformed("the rows of the sheet '\(sheet)' are not in order"))
    }
  }

  func endRow() {
    guard failure == nil, !cells.isEmpty, rowNumber >= header.firstLine else { return }
    arrange()
    if headerRow == nil, header.isThere {
      endHeader()
    } else if headerRow == nil {
      endFirstRow()
    } else {
      addBlankRows()
      endDataRow()
    }
    lastRow = rowNumber
  }

  /// Cells stand in order and once, but nothing enforces it.
  private func arrange() {
    guard !cells.adjacentPairs().allSatisfy({ $0.column < $1.column }) else { return }
    var last: [Int: SheetCellValue] = [:]
    for cell in cells { last[cell.column] = cell }
    cells = last.values.sorted { $0.column < $1.column }
  }

  private func endHeader() {
    headerRow = rowNumber
    if rowNumber > header.firstLine {
      let location = Location(file: sink.file, line: rowNumber)
      sink.notes.add(.lateHeader, String(rowNumber), at: location)
    }
    var texts = [String](repeating: "", count: (cells.last?.column ?? -1) + 1)
    for cell in cells { texts[cell.column] = String(decoding: cell.text, as: UTF8.self) }
    let names = HeaderNames.unique(texts, line: rowNumber, file: sink.file, notes: &sink.notes)
    for name in names { addColumn(name) }
    match = HeaderMatch(texts)
    noteHiddenColumns(texts)
    guard let crossing = merged.start(below: rowNumber) else { return }
    fail(
      AssayError(
        "cells of the header are merged with the row below it: \(crossing.reference)",
        at: Location(file: sink.file, line: rowNumber),
        remedy: "Unmerge them and keep one row with the names of the columns", code: .mergedCells))
  }

  /// The first row of a sheet without a header: its columns are numbered, and it stays.
  private func endFirstRow() {
    headerRow = rowNumber - 1
    for number in 0...(cells.last?.column ?? 0) { addColumn("\(number + 1)") }
    endDataRow()
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
