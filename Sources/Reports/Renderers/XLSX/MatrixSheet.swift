// SPDX-License-Identifier: Apache-2.0

import CXLSXWriter

/// A confusion matrix with a color scale: true classes down, predicted classes across.
enum MatrixSheet {
  private static let mostColumns = 16_383

  static func write(_ matrix: ReportMatrix, to workbook: Workbook) {
    let count = matrix.labels.count
    guard count > 0, count < mostColumns, let sheet = workbook.addSheet(matrix.title) else {
      return
    }
    sheet.write("true \\ predicted", row: 0, column: 0, style: .soft)
    sheet.setWidth(30, columns: 0...0)
    sheet.setWidth(count > 12 ? 5 : 12, columns: 1...count)
    for (index, label) in matrix.labels.enumerated() {
      sheet.write(label, row: index + 1, column: 0)
      sheet.write(label, row: 0, column: index + 1, style: count > 12 ? .rotated : .heading)
    }
    for (row, counts) in matrix.counts.enumerated() {
      for (column, value) in counts.enumerated() {
        sheet.write(Double(value), row: row + 1, column: column + 1, style: .count)
      }
    }
    worksheet_freeze_panes(sheet.pointer, 1, 1)
    sheet.colorScale(rows: 1...count, columns: 1...count, low: 0xFFFFFF, high: 0x2F5FD0)
  }
}
