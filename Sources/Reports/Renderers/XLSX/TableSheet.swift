// SPDX-License-Identifier: Apache-2.0

import CXLSXWriter

/// A table with filters and a header that stays in sight and on each printed page.
enum TableSheet {
  static func write(_ whole: ReportTable, to workbook: Workbook) {
    guard let sheet = workbook.addSheet(whole.title), !whole.columns.isEmpty else { return }
    let table = withoutEmptyColumns(whole)
    let fits = table.rows.count <= Sheet.lastRow
    let rows = fits ? table.rows[...] : table.rows.prefix(Sheet.lastRow - 1)
    let widths = table.columns.enumerated().map { index, column in
      sheet.write(
        column.name, row: 0, column: index, style: column.isText ? .heading : .numberHeading)
      let texts = rows.lazy.map { NumberText.cell($0[index], column) }
      return sheet.setWidth(fitting: texts, under: column.name, hasFilter: true, column: index)
    }
    let textColumns = table.columns.indices.filter { table.columns[$0].isText }
    for (row, cells) in rows.enumerated() {
      for (index, cell) in cells.enumerated() {
        write(cell, table.columns[index], row: row + 1, column: index, to: sheet)
      }
      let texts = textColumns.lazy.map { index in
        (text: NumberText.cell(cells[index], table.columns[index]), width: widths[index])
      }
      sheet.setHeight(row: row + 1, fitting: texts)
    }
    if !fits {
      let rest = NumberText.count(table.rows.count - rows.count)
      sheet.write(
        "... and \(rest) more rows, as JSON", row: rows.count + 1, column: 0, style: .soft)
    }
    sheet.keepInSight(rows: 1, columns: 0)
    worksheet_autofilter(
      sheet.pointer, 0, 0, UInt32(rows.count), UInt16(table.columns.count - 1))
    guard !rows.isEmpty else { return }
    for (index, column) in table.columns.enumerated() {
      guard column.isDrawn else { continue }
      sheet.bars(
        rows: 1...rows.count, column: index, full: SharesOfAll(table)?.largest ?? 1)
    }
  }

  /// A column that no row fills says nothing; one that is the only one stays.
  private static func withoutEmptyColumns(_ table: ReportTable) -> ReportTable {
    let filled = table.columns.indices.filter { column in
      table.rows.contains { $0[column] != .none && $0[column] != .text("") }
    }
    guard !filled.isEmpty, filled.count < table.columns.count else { return table }
    return ReportTable(
      title: table.title, columns: filled.map { table.columns[$0] },
      rows: table.rows.map { row in filled.map { row[$0] } }, isRecords: table.isRecords)
  }

  private static func write(
    _ cell: ReportTable.Cell, _ kind: ReportTable.Column, row: Int, column: Int, to sheet: Sheet
  ) {
    switch cell {
    case .text(let text): sheet.write(text, row: row, column: column, style: .text)
    case .number(let value):
      let style: Workbook.Style =
        switch kind {
        case .count: .count
        case .part: .percent
        default: .fraction
        }
      sheet.write(value, row: row, column: column, style: style)
    case .tokens(let tokens):
      sheet.write(tokens.map(\.text).joined(), row: row, column: column, style: .text)
    case .none: break
    }
  }
}
