// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CXLSXWriter

/// Rows below a header as a workbook of one sheet, which other programs read as the rows that they are.
package enum RowsWorkbook {
  package enum Cell: Sendable, Equatable {
    case text(String)
    case number(Double)
    /// From 0 to 1, with four digits.
    case share(Double)
    case truth(Bool)
    case blank
  }

  /// The most rows that a sheet has below its header.
  package static let mostRows = Sheet.lastRow

  /// The workbook's bytes.
  /// - Throws: `AssayError` when the temporary file it is assembled in cannot be written.
  package static func render(
    columns: [String], rows: [[Cell]]
  ) throws(AssayError) -> [UInt8] {
    try Workbook.bytes { workbook in
      guard let sheet = workbook.addSheet("Rows"), !columns.isEmpty else { return }
      for (column, name) in columns.enumerated() {
        sheet.write(name, row: 0, column: column, style: .heading)
        sheet.setWidth(width(of: column, named: name, rows: rows), columns: column...column)
      }
      for (row, cells) in rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          write(cell, row: row + 1, column: column, to: sheet)
        }
      }
      worksheet_freeze_panes(sheet.pointer, 1, 0)
      worksheet_autofilter(sheet.pointer, 0, 0, UInt32(rows.count), UInt16(columns.count - 1))
    }
  }

  private static func write(_ cell: Cell, row: Int, column: Int, to sheet: Sheet) {
    switch cell {
    case .text(let text): sheet.write(text, row: row, column: column)
    case .number(let value): sheet.write(value, row: row, column: column, style: .plain)
    case .share(let value): sheet.write(value, row: row, column: column, style: .fraction)
    case .truth(let value): sheet.write(value, row: row, column: column)
    case .blank: break
    }
  }

  /// Wide enough for the first rows, within reason.
  private static func width(of column: Int, named name: String, rows: [[Cell]]) -> Double {
    let longest = rows.prefix(100).map { cells -> Int in
      guard column < cells.count, case .text(let text) = cells[column] else { return 8 }
      return text.count
    }.max()
    return Double(min(60, max(10, name.count + 3, longest ?? 0)))
  }
}
