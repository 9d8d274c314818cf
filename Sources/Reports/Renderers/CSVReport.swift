// SPDX-License-Identifier: Apache-2.0

/// A report's numbers in long form, one a row: `figure,of,value,low,high`. `of` is empty for the
/// figures of the whole and names the class for those of a class. What is undefined is blank. Records
/// that a report is about, such as the rows that changed between two models, follow as rows that fill
/// columns of their own.
package enum CSVReport {
  private static let columns = ["figure", "of", "value", "low", "high"]

  package static func render(_ report: Report) -> String {
    let blocks = report.sections.flatMap(\.blocks)
    var lines: [[String]] = []
    var records = Records()
    for block in blocks {
      switch block {
      case .figures(let figures): lines += figures.map(line)
      case .table(let table) where table.isAnswer: records.add(table)
      case .table(let table): lines += numbers(of: table)
      case .chart, .intervals, .matrix, .note: break
      }
    }
    lines = [columns + records.columns] + lines.map { $0 + records.blank } + records.lines
    return lines.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func line(_ figure: ReportFigure) -> [String] {
    line(LongFormLine(figure.key, of: "", value: figure.value, interval: figure.interval))
  }

  private static func line(_ line: LongFormLine) -> [String] {
    [
      line.figure, guarded(line.subject), line.value.map(text) ?? "",
      line.interval.map { text($0.lowerBound) } ?? "",
      line.interval.map { text($0.upperBound) } ?? "",
    ]
  }

  /// Of tables that say so themselves, and of those that name each row in their first column, and in no
  /// other.
  private static func numbers(of table: ReportTable) -> [[String]] {
    guard table.longForm.isEmpty else { return table.longForm.map(line) }
    guard !table.isRecords, table.columns.filter(\.isText).count == 1,
      table.columns.first?.isText == true
    else { return [] }
    return table.rows.flatMap { row -> [[String]] in
      guard case .text(let name)? = row.first else { return [] }
      return zip(row, table.columns).dropFirst().map { cell, column in
        let value = if case .number(let number) = cell { text(number) } else { "" }
        return [column.name.lowercased(), guarded(name), value, "", ""]
      }
    }
  }

  /// Records of one table: their columns stand behind those of the figures.
  private struct Records {
    var columns: [String] = []
    var lines: [[String]] = []

    var blank: [String] { columns.map { _ in "" } }

    mutating func add(_ table: ReportTable) {
      columns = table.columns.map { $0.name.lowercased().replacing(" ", with: "_") }
      lines = table.rows.map { row in
        ["record", "", "", "", ""]
          + row.map { cell in
            switch cell {
            case .text(let words): guarded(words)
            case .number(let number): text(number)
            case .tokens(let tokens): guarded(tokens.map(\.text).joined())
            case .none: ""
            }
          }
      }
    }
  }

  /// A name that a spreadsheet would run as a formula gets an apostrophe before it.
  private static func guarded(_ name: String) -> String {
    // The wide forms are operators where East Asian languages are set.
    guard let first = name.unicodeScalars.first,
      "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first), Double(name) == nil
    else { return name }
    return "'" + name
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  private static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
