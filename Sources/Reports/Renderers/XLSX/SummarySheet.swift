// SPDX-License-Identifier: Apache-2.0

import CXLSXWriter

/// What the report comes to, the figures with their intervals and meanings, the notes, and how it was
/// made.
enum SummarySheet {
  static func write(_ report: Report, to workbook: Workbook) {
    guard let sheet = workbook.addSheet("Summary") else { return }
    let blocks = report.sections.flatMap(\.blocks)
    var figures: [ReportFigure] = []
    var notes: [String] = []
    for block in blocks {
      if case .figures(let more) = block { figures += more }
      if case .note(let note) = block { notes.append(note) }
    }
    let columns = Columns(hasIntervals: figures.contains { $0.interval != nil })
    columns.setWidths(of: sheet, figures)
    sheet.write(report.title, row: 0, column: 0, style: .title)
    var row = 1
    func paragraph(_ text: String, _ style: Workbook.Style) {
      sheet.writeParagraph(text, row: row, lastColumn: columns.meaning, style: style)
      row += 1
    }
    paragraph(report.summary, .softParagraph)
    if !report.verdict.isEmpty { paragraph(report.verdict, .verdict) }
    row += 1
    if !figures.isEmpty { row = write(figures, columns, to: sheet, from: row) + 1 }
    for note in notes { paragraph(note, .softParagraph) }
    for line in report.origin?.lines ?? [] {
      paragraph("\(line.name): \(line.value)", .softParagraph)
    }
  }

  /// Where things stand; intervals have columns only where there are some.
  private struct Columns {
    let hasIntervals: Bool

    static let meaningWidth = 70

    var meaning: Int { hasIntervals ? 4 : 2 }
    var names: [(String, Workbook.Style)] {
      [("Figure", .heading), ("Value", .numberHeading)]
        + (hasIntervals ? [("Low", .numberHeading), ("High", .numberHeading)] : [])
        + [("Meaning", .heading)]
    }

    func setWidths(of sheet: Sheet, _ figures: [ReportFigure]) {
      sheet.setWidth(fitting: figures.map(\.name), under: "Figure", hasFilter: false, column: 0)
      sheet.setWidth(12, columns: 1...(meaning - 1))
      sheet.setWidth(Double(Self.meaningWidth) + 2, columns: meaning...meaning)
    }
  }

  /// Gives the first row after the figures.
  private static func write(
    _ figures: [ReportFigure], _ columns: Columns, to sheet: Sheet, from start: Int
  ) -> Int {
    for (column, name) in columns.names.enumerated() {
      sheet.write(name.0, row: start, column: column, style: name.1)
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
      sheet.write(meaning, row: row, column: columns.meaning, style: .softText)
      sheet.setHeight(row: row, fitting: [(text: meaning, width: Columns.meaningWidth)])
    }
    return start + 1 + figures.count
  }
}
