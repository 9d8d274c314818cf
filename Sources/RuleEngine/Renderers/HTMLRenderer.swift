// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Dataset
import Platform
import Records
import Reports

/// Findings as a page: what it comes to, a chart of the rules, then each finding with its rows. It is
/// whole without its script, which filters.
struct HTMLRenderer: FindingRenderer {
  let shownPlaces = 5

  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    let findings = reports.flatMap(\.findings)
    let summary = LintSummary(findings)
    let files = reports.enumerated().map {
      file($1, number: $0, of: reports.count, options: options)
    }
    let body = """
      <a class="skip" href="#content">Skip to the content</a>
      <header><h1>Findings</h1><p class="summary">\(Markup.escape(subject(reports, options)))</p></header>
      <main id="content">
      <p class="verdict">\(MessageMarkup.code(verdict(reports, summary, options: options)))</p>
      \(findings.count > 1 ? filter(findings) : "")
      \(files.joined())\(rules(findings, options))</main>
      \(HTMLPage.footer(options.origin))
      \(HTMLPage.tips)
      """
    return HTMLPage(
      title: "assay: \(summary.text)", body: body, bodyClass: "findings", script: PageFile.script
    ).text
  }

  /// `reviews.csv: 400 rows, classification; 48 rules ran`.
  private func subject(_ reports: [LintReport], _ options: RenderOptions) -> String {
    let rows = reports.reduce(0) { $0 + ($1.facts?.rows ?? 0) }
    let files = reports.count == 1 ? reports[0].path : StandardHoles.counted(reports.count, "file")
    let ran = options.rules.count
    let rules = ran == 0 ? "" : "; \(StandardHoles.counted(ran, "rule")) ran"
    return "\(files): \(Self.counted(rows, "row"))\(rules)"
  }

  private func verdict(
    _ reports: [LintReport], _ summary: LintSummary, options: RenderOptions
  ) -> String {
    let start = summary.text.prefix(1).uppercased() + summary.text.dropFirst()
    let fixable = reports.flatMap(\.findings).filter { $0.fix != nil }
    let safe = fixable.count { $0.fix == .safe }
    guard let file = reports.first(where: { $0.findings.contains { $0.fix != nil } }),
      let command = Self.command(for: file, needsUnsafe: safe == 0)
    else { return start + "." }
    guard reports.count == 1 else { return "\(start). To repair them, file by file: `\(command)`." }
    let unsafe = fixable.count - safe
    let rest = safe > 0 && unsafe > 0 ? "; with `--unsafe-fixes` \(unsafe) more" : ""
    return "\(start). `\(command)` repairs \(safe > 0 ? safe : unsafe) of them\(rest)."
  }

  /// The command that repairs a file; nil for what has no name, as a stream.
  static func command(
    for report: LintReport, selecting code: String? = nil, needsUnsafe: Bool
  ) -> String? {
    let isOneFile = !report.findings.contains { $0.places.contains { $0.origin != nil } }
    guard isOneFile, report.path != "-", !report.path.contains("`") else { return nil }
    let words =
      ["assay", "fix", ShellWord.quoted(report.path)] + (code.map { ["--select", $0] } ?? [])
      + (needsUnsafe ? ["--unsafe-fixes"] : [])
    return words.joined(separator: " ")
  }

  private func filter(_ findings: [Finding]) -> String {
    let severities = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = findings.count { $0.severity == severity }
      guard count > 0 else { return nil }
      let name = severity.rawValue
      return
        "<label><input type=\"checkbox\" value=\"\(name)\" checked> \(Self.counted(count, name))</label>"
    }
    let codes = Dictionary(findings.map { ($0.code, $0.name) }, uniquingKeysWith: { one, _ in one })
    let rules = codes.sorted { $0.key < $1.key }.map {
      "<option value=\"\(Markup.escape($0.key))\">\(Markup.escape("\($0.key) \($0.value)"))</option>"
    }
    return """
      <form class="controls findings-filter" role="search" aria-label="Filter of the findings">
      \(severities.joined(separator: "\n"))
      <label>Rule <select><option value="">any</option>\(rules.joined())</select></label>
      <label>Search <input type="search" autocomplete="off" spellcheck="false"></label>
      <span class="status" role="status" aria-live="polite">\(Self.counted(findings.count, "finding"))</span>
      </form>
      """
  }

  private func file(
    _ report: LintReport, number: Int, of count: Int, options: RenderOptions
  ) -> String {
    let facts = (report.facts?.lines ?? ["could not be read"])
      .map { "<li>\(MessageMarkup.code($0))</li>" }.joined()
    // What holds for the only file stands at the top of the page already.
    let clean = count == 1 ? "" : "<p class=\"clean\">No findings.</p>\n"
    let findings = report.findings.enumerated().map { index, finding in
      HTMLFinding(
        finding, in: report, id: HTMLFinding.identifier(file: number, finding: index),
        options: options, shownPlaces: shownPlaces
      ).text
    }
    return """
      <section>
      <h2>\(Markup.escape(report.path))</h2>
      <ul class="facts">\(facts)</ul>
      \(report.findings.isEmpty ? clean : HTMLOverview.table(report, number: number))
      \(findings.joined())\(sample(report, options))</section>

      """
  }

  private func sample(_ report: LintReport, _ options: RenderOptions) -> String {
    guard let sample = FileAside(report, options).sample, !sample.rows.isEmpty else { return "" }
    let rows = sample.rows.flatMap { row in
      let file = row.place.origin.map { " of \(Markup.escape($0.file))" } ?? ""
      return row.texts.map { name, text in
        "<tr><th scope=\"row\">line \(row.place.line)\(file)</th><td>\(Markup.escape(name))</td><td><code>"
          + "\(Markup.escape(VisibleText.escaped(text)))</code></td></tr>\n"
      }
    }
    return "<article>\n<h3>Random rows to read</h3>\n"
      + "<table class=\"rows\">\n\(rows.joined())</table>\n</article>\n"
  }

  /// Why the rules that found something are there.
  private func rules(_ findings: [Finding], _ options: RenderOptions) -> String {
    let found = Set(findings.map(\.code))
    let rules = options.rules.filter { found.contains($0.id) }.sorted { $0.id < $1.id }.map {
      rule in
      """
      <details id="rule-\(Markup.escape(rule.id))">
      <summary>\(Markup.escape(rule.id)) \(Markup.escape(rule.name))</summary>
      <p>\(MessageMarkup.code(rule.summary)) \(MessageMarkup.code(rule.why))</p>
      <p class="soft">More, with examples: <code>assay rules \(Markup.escape(rule.id))</code></p>
      </details>

      """
    }
    guard !rules.isEmpty else { return "" }
    return "<section>\n<h2>Why these rules</h2>\n\(rules.joined())</section>\n"
  }

  /// `10,003 rows`.
  static func counted(_ count: Int, _ noun: String) -> String {
    Plural.counted(count, noun)
  }
}
