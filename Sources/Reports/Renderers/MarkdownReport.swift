// SPDX-License-Identifier: Apache-2.0

/// A report as GitHub's Markdown, short enough for a comment on a pull request: long tables are
/// folded and cut, curves and single records left out, unless the report is about these.
package enum MarkdownReport {
  private static let rowsInSight = 12
  private static let mostRows = 100
  private static let largestMatrix = 12

  package static func render(_ report: Report) -> String {
    var parts = ["## \(escape(report.title))", escape(report.summary)]
    if !report.verdict.isEmpty { parts.append("**\(escape(report.verdict))**") }
    for section in report.sections {
      let blocks = section.blocks.compactMap(render)
      if !blocks.isEmpty { parts += ["### \(escape(section.title))"] + blocks }
    }
    if let origin = report.origin { parts.append(render(origin)) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func render(_ origin: ReportOrigin) -> String {
    let lines = origin.lines.map { "- \($0.name): \(escape($0.value))" }
    return """
      <details><summary>How this was made</summary>

      \(lines.joined(separator: "\n"))

      </details>
      """
  }

  private static func render(_ block: ReportBlock) -> String? {
    switch block {
    case .figures(let figures): render(figures)
    case .table(let table): table.isRecords && !table.isAnswer ? nil : render(table)
    case .matrix(let matrix): matrix.labels.count <= largestMatrix ? render(matrix) : nil
    case .note(let note): escape(note)
    case .chart, .intervals: nil
    }
  }

  private static func render(_ figures: [ReportFigure]) -> String {
    let hasIntervals = figures.contains { $0.interval != nil }
    let header = ["Figure", "Value"] + (hasIntervals ? ["95 % interval"] : [])
    let rows = figures.map { figure in
      let value =
        figure.value.map { NumberText.figure($0, figure.style) }
        ?? "undefined: \(escape(figure.reason ?? ""))"
      let interval = figure.interval.map {
        NumberText.fixed($0.lowerBound) + " to " + NumberText.fixed($0.upperBound)
      }
      return [escape(figure.name), value] + (hasIntervals ? [interval ?? ""] : [])
    }
    return table(header, rows, left: [true, false, false])
  }

  private static func render(_ report: ReportTable) -> String {
    let rows = report.rows.prefix(mostRows).map { row in
      zip(row, report.columns).map { escape(NumberText.cell($0, $1)) }
    }
    let text = table(
      report.columns.map { escape($0.name) }, rows, left: report.columns.map(\.isText))
    guard report.rows.count > rowsInSight else { return text }
    let shown =
      rows.count < report.rows.count
      ? "\(rows.count) of \(NumberText.count(report.rows.count))" : "\(rows.count)"
    return """
      <details><summary>\(escape(report.title)): \(shown) rows</summary>

      \(text)

      </details>
      """
  }

  private static func render(_ matrix: ReportMatrix) -> String {
    let rows = zip(matrix.labels, matrix.counts).map { label, counts in
      ["**\(escape(label))**"] + counts.map(NumberText.count)
    }
    return table(
      ["true \\\\ predicted"] + matrix.labels.map(escape), rows,
      left: [true] + matrix.labels.map { _ in false })
  }

  private static func table(_ header: [String], _ rows: [[String]], left: [Bool]) -> String {
    let line = zip(header, left).map { $1 ? ":--" : "--:" }
    return ([header, line] + rows).map { "| \($0.joined(separator: " | ")) |" }
      .joined(separator: "\n")
  }

  private static func escape(_ text: String) -> String {
    MarkdownText.escape(text, .backslashes)
  }
}
