// SPDX-License-Identifier: Apache-2.0

import CXLSXWriter

/// The figures, with their intervals and meanings, and the notes.
enum SummarySheet {
  static func write(_ report: Report, to workbook: Workbook) {
    guard let sheet = workbook.addSheet("Summary") else { return }
    sheet.setWidth(26, columns: 0...0)
    sheet.setWidth(12, columns: 1...3)
    sheet.setWidth(70, columns: 4...4)
    sheet.write(report.title, row: 0, column: 0, style: .title)
    sheet.write(report.summary, row: 1, column: 0, style: .soft)
    let blocks = report.sections.flatMap(\.blocks)
    var row = 3
    for case .figures(let figures) in blocks { row = write(figures, to: sheet, from: row) + 1 }
    for case .note(let note) in blocks {
      sheet.write(note, row: row, column: 0, style: .soft)
      row += 1
    }
  }

  /// Gives the first row after the figures.
  private static func write(_ figures: [ReportFigure], to sheet: Sheet, from start: Int) -> Int {
    for (column, name) in ["Figure", "Value", "Low", "High", "Meaning"].enumerated() {
      sheet.write(name, row: start, column: column, style: .heading)
    }
    for (offset, figure) in figures.enumerated() {
      let row = start + 1 + offset
      let style: Workbook.Style = figure.style == .count ? .count : .fraction
      sheet.write(figure.name, row: row, column: 0)
      if let value = figure.value { sheet.write(value, row: row, column: 1, style: style) }
      if let interval = figure.interval {
        sheet.write(interval.lowerBound, row: row, column: 2, style: style)
        sheet.write(interval.upperBound, row: row, column: 3, style: style)
      }
      let meaning = figure.value == nil ? "undefined: \(figure.reason ?? "")" : figure.meaning
      sheet.write(meaning, row: row, column: 4, style: .soft)
    }
    return start + 1 + figures.count
  }
}
