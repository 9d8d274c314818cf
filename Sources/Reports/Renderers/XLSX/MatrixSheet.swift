// SPDX-License-Identifier: Apache-2.0

import CXLSXWriter

/// A confusion matrix with a color scale: true classes down, predicted classes across.
enum MatrixSheet {
  private static let mostColumns = 16_383
  /// More classes than this have their names upright, so that the columns stay narrow.
  private static let mostLevelNames = 12

  static func write(_ given: ReportMatrix, to workbook: Workbook) {
    let count = given.labels.count
    guard count > 0, count < mostColumns, let sheet = workbook.addSheet(given.title) else {
      return
    }
    let matrix = count > ReportMatrix.largestTable ? given.orderedByConfusion : given
    let isLevel = count <= mostLevelNames
    sheet.write("true \\ predicted", row: 0, column: 0, style: .soft)
    sheet.setWidth(fitting: matrix.labels, under: "true \\ predicted", hasFilter: false, column: 0)
    for (index, label) in matrix.labels.enumerated() {
      sheet.write(label, row: index + 1, column: 0, style: .text)
      sheet.write(label, row: 0, column: index + 1, style: isLevel ? .numberHeading : .rotated)
      let counts = matrix.counts.map { NumberText.count($0[index]) }
      sheet.setWidth(
        fitting: counts, under: isLevel ? label : "", hasFilter: false, column: index + 1)
    }
    for (row, counts) in matrix.counts.enumerated() {
      for (column, value) in counts.enumerated() {
        sheet.write(Double(value), row: row + 1, column: column + 1, style: .count)
      }
    }
    sheet.keepInSight(rows: 1, columns: 1)
    sheet.colorScale(rows: 1...count, columns: 1...count, low: 0xFFFFFF, high: 0x2F5FD0)
  }
}
