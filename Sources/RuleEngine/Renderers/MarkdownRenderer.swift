// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Dataset
import Records
import Reports

/// A summary for a pull request: a table for each file, and the rows behind it folded away.
struct MarkdownRenderer: FindingRenderer {
  let shownPlaces = 3
  private static let excerptWidth = 100

  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    let summary = LintSummary(reports.flatMap(\.findings))
    var lines = ["## assay: \(summary.text)", ""]
    for report in reports { lines += file(report, options) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func file(_ report: LintReport, _ options: RenderOptions) -> [String] {
    let path = Self.code(report.path)
    let facts =
      report.facts.map { "\(StandardHoles.counted($0.rows, "row")), \($0.task)" }
      ?? "could not be read"
    let aside = aside(report, options)
    guard !report.findings.isEmpty else { return ["\(path): \(facts); no findings.", ""] + aside }
    var lines = ["### \(path)", "", "\(facts).", ""] + aside
    lines += ["| | Rule | Finding | Line | Fix |", "|---|---|---|--:|---|"]
    lines += report.findings.map(row)
    return lines + [""] + details(report, options)
  }

  private func aside(_ report: LintReport, _ options: RenderOptions) -> [String] {
    let aside = FileAside(report, options)
    let figures = aside.figures.map { "- \(MessageMarkup.code($0, escape: Self.escape))" }
    var lines = figures.isEmpty ? [] : figures + [""]
    if let sample = aside.sample, !sample.rows.isEmpty {
      lines += ["<details><summary>Random rows to read</summary>", "", "<pre>"]
      lines += sample.lines(width: Self.excerptWidth).map(Self.escape)
      lines += ["</pre>", "", "</details>", ""]
    }
    return lines
  }

  private func row(_ finding: Finding) -> String {
    let line =
      finding.places.first.map { place in
        (place.origin.map { "\(Self.escape($0.file)):" } ?? "") + String(place.line)
      } ?? ""
    let cells = [
      finding.severity.rawValue, "\(finding.code) \(finding.name)",
      MessageMarkup.code(finding.message, escape: Self.escape), line, finding.fix?.rawValue ?? "",
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private func details(_ report: LintReport, _ options: RenderOptions) -> [String] {
    let shown = report.findings.filter { !$0.places.isEmpty }
    guard !shown.isEmpty, let excerpts = options.excerpts[report.path] else { return [] }
    var lines = ["<details><summary>Rows</summary>", ""]
    for finding in shown {
      lines += [
        "**\(finding.code)** \(MessageMarkup.code(finding.help, escape: Self.escape))", "", "<pre>",
      ]
      for place in finding.places.prefix(shownPlaces) {
        lines += excerpt(finding, place, excerpts: excerpts)
      }
      let rest = finding.rowCount - min(shownPlaces, finding.places.count)
      if rest > 0 { lines.append("and \(StandardHoles.counted(rest, "row")) more") }
      lines += ["</pre>", ""]
    }
    return lines + ["</details>", ""]
  }

  /// A row, with the place in bold.
  private func excerpt(
    _ finding: Finding, _ place: Finding.Place, excerpts: Excerpts
  ) -> [String] {
    let field = excerpts.field(ofColumn: finding.field)
    let twin = finding.isAboutRepeats ? excerpts.repeats(row: place.row).map { " (\($0))" } : nil
    let file = place.origin.map { " of \(Self.escape($0.file))" } ?? ""
    return (field.map { [$0] } ?? Field.allCases).compactMap { shown in
      guard let text = excerpts.text(row: place.row, shown) else { return nil }
      let line = ExcerptLine(
        text, range: field == nil ? nil : place.range, width: Self.excerptWidth)
      let middle = line.middle.isEmpty ? "" : "<b>\(Self.escape(line.middle))</b>"
      return "line \(place.line)\(file)\(twin ?? ""), \(Self.escape(excerpts.name(of: shown))): "
        + Self.escape(line.before) + middle
        + Self.escape(line.after)
    }
  }

  private static func code(_ text: String) -> String { "<code>\(escape(text))</code>" }

  /// Text for table cells and for HTML between them.
  private static func escape(_ text: String) -> String {
    MarkdownText.escape(text, .entities)
  }
}
