// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Dataset
import Platform
import Records
import Reports

/// Findings as a page without a script.
struct HTMLRenderer: FindingRenderer {
  let shownPlaces = 5
  private static let excerptWidth = 160

  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    let summary = LintSummary(reports.flatMap(\.findings))
    let files = reports.map { file($0, options) }.joined()
    let count = StandardHoles.counted(reports.count, "file")
    let body = """
      <header><h1>\(summary.text)</h1><p>in \(count)</p></header>
      <main>
      \(files)</main>
      """
    return HTMLPage(title: "assay: \(summary.text)", body: body, bodyClass: "findings").text
  }

  private func file(_ report: LintReport, _ options: RenderOptions) -> String {
    let facts = (report.facts?.lines ?? ["could not be read"])
      .map { "<li>\(MessageMarkup.code($0))</li>" }.joined()
    let findings =
      report.findings.isEmpty
      ? "<p class=\"clean\">No findings.</p>\n"
      : report.findings.map { finding($0, options.excerpts[report.path]) }.joined()
    return
      "<section>\n<h2>\(Markup.escape(report.path))</h2>\n<ul class=\"facts\">\(facts)</ul>\n"
      + "\(findings)\(sample(report, options))</section>\n"
  }

  private func sample(_ report: LintReport, _ options: RenderOptions) -> String {
    guard let sample = FileAside(report, options).sample, !sample.rows.isEmpty else { return "" }
    let rows = sample.rows.flatMap { row in
      row.texts.map { name, text in
        "<tr><th>line \(row.line)</th><td>\(Markup.escape(name))</td><td><code>"
          + "\(Markup.escape(VisibleText.escaped(text)))</code></td></tr>\n"
      }
    }
    return
      "<article>\n<h3>Random rows to read</h3>\n<table>\n\(rows.joined())</table>\n</article>\n"
  }

  private func finding(_ finding: Finding, _ excerpts: Excerpts?) -> String {
    let fix = finding.fix.map { " <span class=\"fix\">\($0.rawValue) fix</span>" } ?? ""
    var out = """
      <article class="\(finding.severity.rawValue)">
      <h3><span class="severity">\(finding.severity.rawValue)</span> \(finding.code) \
      \(Markup.escape(finding.name))\(fix)</h3>
      <p>\(MessageMarkup.code(finding.message))</p>

      """
    let places = finding.places.prefix(shownPlaces)
    if let excerpts, !places.isEmpty {
      out +=
        "<table>\n" + places.map { rows(finding, $0, excerpts: excerpts) }.joined() + "</table>\n"
    }
    let rest = finding.rowCount - places.count
    if rest > 0 && !places.isEmpty {
      out += "<p class=\"soft\">and \(StandardHoles.counted(rest, "row")) more</p>\n"
    }
    return out + "<p class=\"soft\">\(MessageMarkup.code(finding.help))</p>\n</article>\n"
  }

  private func rows(_ finding: Finding, _ place: Finding.Place, excerpts: Excerpts) -> String {
    let field = excerpts.field(ofColumn: finding.field)
    return (field.map { [$0] } ?? Field.allCases).compactMap { shown in
      guard let text = excerpts.text(row: place.row, shown) else { return nil }
      let line = ExcerptLine(
        text, range: field == nil ? nil : place.range, width: Self.excerptWidth)
      let isMarked = line.carets != nil
      let mark = isMarked ? "<mark>\(Markup.escape(line.middle))</mark>" : ""
      return
        "<tr><th>line \(place.line)</th><td>\(Markup.escape(excerpts.name(of: shown)))</td><td><code>"
        + "\(Markup.escape(line.before))\(mark)\(Markup.escape(line.after))</code></td></tr>\n"
    }.joined()
  }
}
