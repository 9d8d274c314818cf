// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Dataset
import Records
import Reports
import Tables

/// Each finding with the rows it means, a caret under the place, and what to do.
struct FullRenderer: FindingRenderer {
  let shownPlaces = 3

  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    var lines: [String] = []
    for report in reports {
      lines += header(report, options)
      let isWorkbook = report.facts?.format == TableFormat.xlsx.rawValue
      for finding in report.findings { lines += self.lines(finding, isWorkbook, options: options) }
    }
    let findings = reports.flatMap(\.findings)
    lines.append(LintSummary(findings).text)
    lines += repairs(findings)
    return lines.joined(separator: "\n") + "\n"
  }

  /// How many findings a fix answers, by grade.
  private func repairs(_ findings: [Finding]) -> [String] {
    let safe = findings.count { $0.fix == .safe }
    let unsafe = findings.count { $0.fix == .unsafe }
    func counted(_ count: Int) -> String { count == 1 ? "one" : "\(count)" }
    switch (safe, unsafe) {
    case (0, 0): return []
    case (_, 0): return ["`assay fix` repairs \(counted(safe)) of them."]
    case (0, _): return ["`assay fix --unsafe-fixes` repairs \(counted(unsafe)) of them."]
    default:
      return [
        "`assay fix` repairs \(counted(safe)) of them, with --unsafe-fixes \(counted(unsafe)) more."
      ]
    }
  }

  private func header(_ report: LintReport, _ options: RenderOptions) -> [String] {
    guard let facts = report.facts else {
      return [bold("\(report.path): could not be read", options), ""]
    }
    let head = "\(report.path): \(StandardHoles.counted(facts.rows, "row")), \(facts.task)"
    let aside = FileAside(report, options).lines.map { "  \($0)" }
    return [bold(head, options)] + aside + [""]
  }

  private func lines(
    _ finding: Finding, _ isWorkbook: Bool, options: RenderOptions
  ) -> [String] {
    let fix = finding.fix.map { " [\($0.rawValue) fix]" } ?? ""
    let severity = paint(finding.severity.rawValue, finding.severity, options: options)
    let head = "\(severity) \(bold(finding.code, options)) \(finding.name)"
    let room = [finding.severity.rawValue, finding.code, finding.name].reduce(2) { $0 + $1.count }
    var lines = room + fix.count > options.width && !fix.isEmpty ? [head, " " + fix] : [head + fix]
    lines += WrappedText.lines(finding.message, indent: "  ", width: options.width)
    let shown = finding.places.prefix(shownPlaces)
    for place in shown {
      lines += placeLines(finding, place, isWorkbook: isWorkbook, options: options)
    }
    if finding.rowCount > shown.count && !shown.isEmpty {
      lines.append("  ... and \(StandardHoles.counted(finding.rowCount - shown.count, "row")) more")
    }
    lines += WrappedText.lines(
      "help: " + finding.help, indent: "  ", width: options.width)
    return lines + [""]
  }

  private func placeLines(
    _ finding: Finding, _ place: Finding.Place, isWorkbook: Bool, options: RenderOptions
  ) -> [String] {
    let key =
      options.showsKeys
      ? options.excerpts[finding.file]?.key(row: place.row).map { ", key \($0.text)" } : nil
    let excerpts = options.excerpts[finding.file]
    let field = excerpts?.field(ofColumn: finding.field)
    let letters = isWorkbook ? field.flatMap { excerpts?.letters(of: $0) } : nil
    let cell = letters.map { ", cell \($0)\(place.line)" } ?? ""
    let twin = twin(finding, place, excerpts: excerpts)
    let location =
      "  --> \(finding.file(of: place)):\(place.line)"
      + " (row \(place.rowInFile + 1)\(cell)\(key ?? "")\(twin))"
    guard let excerpts else { return [location] }
    let fields = field.map { [$0] } ?? Field.allCases
    var lines = [location]
    for shown in fields {
      guard let text = excerpts.text(row: place.row, shown) else { continue }
      let name = excerpts.name(of: shown, room: min(16, max(4, options.width / 4)))
      let margin = (options.width < 48 ? "  " : "      ") + "\(name) | "
      let taken = TerminalWidth.of(margin)
      let excerpt = ExcerptLine(
        text, range: field == nil ? nil : place.range, width: max(8, options.width - taken))
      lines.append(margin + excerpt.text)
      if let carets = excerpt.carets {
        let indent = String(repeating: " ", count: taken - 2)
        lines.append(indent + "| " + paint(carets, finding.severity, options: options))
      }
    }
    return lines
  }

  /// The earlier row that a duplicate repeats.
  private func twin(_ finding: Finding, _ place: Finding.Place, excerpts: Excerpts?) -> String {
    guard finding.isAboutRepeats, let twin = excerpts?.repeats(row: place.row) else { return "" }
    return ", \(twin)"
  }

  // MARK: - Dress

  private func bold(_ text: String, _ options: RenderOptions) -> String {
    options.isColored ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }

  private func paint(_ text: String, _ severity: Severity, options: RenderOptions) -> String {
    guard options.isColored else { return text }
    let color =
      switch severity {
      case .error: 31
      case .warning: 33
      case .info: 36
      }
    return "\u{1B}[\(color)m\(text)\u{1B}[0m"
  }
}
