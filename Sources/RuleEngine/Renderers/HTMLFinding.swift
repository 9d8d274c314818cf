// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Dataset
import Platform
import Records
import Reports

/// A finding with the rows that it means and what to do about them.
struct HTMLFinding {
  private static let excerptWidth = 160

  private let finding: Finding
  private let report: LintReport
  private let id: String
  private let options: RenderOptions
  private let shownPlaces: Int

  init(
    _ finding: Finding, in report: LintReport, id: String, options: RenderOptions, shownPlaces: Int
  ) {
    self.finding = finding
    self.report = report
    self.id = id
    self.options = options
    self.shownPlaces = shownPlaces
  }

  /// The id of a finding's place on the page.
  static func identifier(file: Int, finding: Int) -> String { "finding-\(file + 1)-\(finding + 1)" }

  var text: String {
    let severity = finding.severity.rawValue
    let places = finding.places.prefix(shownPlaces)
    var out = """
      <article class="\(severity)" id="\(id)" data-rule="\(Markup.escape(finding.code))" data-severity="\(severity)">
      <h3><span class="severity">\(severity)</span> \(name)\
      \(finding.fix.map { " <span class=\"fix\">\($0.rawValue) fix</span>" } ?? "")</h3>
      <p>\(MessageMarkup.code(finding.message))</p>

      """
    if let excerpts = options.excerpts[report.path], !places.isEmpty {
      let rows = places.map { row($0, excerpts: excerpts) }
      out += "<table class=\"rows\">\n\(rows.joined())</table>\n"
    }
    let rest = finding.rowCount - places.count
    if rest > 0 && !places.isEmpty {
      out += "<p class=\"soft\">and \(HTMLRenderer.counted(rest, "row")) more</p>\n"
    }
    return out + "<p class=\"soft\">\(MessageMarkup.code(finding.help))\(command)</p>\n</article>\n"
  }

  /// The rule, linked to why it is there where the page says so.
  private var name: String {
    let text = Markup.escape("\(finding.code) \(finding.name)")
    let isExplained = options.rules.contains { $0.id == finding.code }
    return isExplained ? "<a href=\"#rule-\(Markup.escape(finding.code))\">\(text)</a>" : text
  }

  private var command: String {
    guard let fix = finding.fix else { return "" }
    let command = HTMLRenderer.command(
      for: report, selecting: finding.code, needsUnsafe: fix != .safe)
    return command.map { " This rule alone: <code>\(Markup.escape($0))</code>" } ?? ""
  }

  /// A row with each of its texts that matters, the place marked.
  private func row(_ place: Finding.Place, excerpts: Excerpts) -> String {
    let field = excerpts.field(ofColumn: finding.field)
    let cells = (field.map { [$0] } ?? Field.allCases).compactMap { shown -> String? in
      guard let text = excerpts.text(row: place.row, shown) else { return nil }
      let line = ExcerptLine(
        text, range: field == nil ? nil : place.range, width: Self.excerptWidth)
      let mark = line.carets == nil ? "" : "<mark>\(Markup.escape(line.middle))</mark>"
      return "<td>\(Markup.escape(excerpts.name(of: shown)))</td><td><code>"
        + "\(Markup.escape(line.before))\(mark)\(Markup.escape(line.after))</code></td>"
    }
    let span = cells.count > 1 ? " rowspan=\"\(cells.count)\"" : ""
    let twin =
      finding.isAboutRepeats ? excerpts.repeats(row: place.row).map { ", \($0)" } ?? "" : ""
    let head =
      "<th scope=\"row\"\(span)>\(Markup.escape(place.text))\(twin)</th>"
    return cells.enumerated().map { index, cell in
      "<tr>\(index == 0 ? head : "")\(cell)</tr>\n"
    }.joined()
  }
}
