// SPDX-License-Identifier: Apache-2.0

/// A report's numbers in long form, one a row: `figure,of,value,low,high`. `of` is empty for the
/// figures of the whole and names the class for those of a class. What is undefined is blank.
package enum CSVReport {
  package static func render(_ report: Report) -> String {
    var lines = [["figure", "of", "value", "low", "high"]]
    for block in report.sections.flatMap(\.blocks) {
      switch block {
      case .figures(let figures): lines += figures.map(line)
      case .table(let table): lines += numbers(of: table)
      case .chart, .matrix, .note: break
      }
    }
    return lines.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func line(_ figure: ReportFigure) -> [String] {
    [
      figure.key, "", figure.value.map(text) ?? "",
      figure.interval.map { text($0.lowerBound) } ?? "",
      figure.interval.map { text($0.upperBound) } ?? "",
    ]
  }

  /// Only tables that name each row in their first column, and in no other.
  private static func numbers(of table: ReportTable) -> [[String]] {
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
