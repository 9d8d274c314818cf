// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Reports

/// The findings of a file as a chart of bars: which rules there are, how grave, for how many rows.
enum HTMLOverview {
  static func table(_ report: LintReport, number: Int) -> String {
    let most = report.findings.map(\.rowCount).max() ?? 0
    let rows = report.findings.enumerated().map { index, finding in
      row(finding, id: HTMLFinding.identifier(file: number, finding: index), most: most)
    }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="Findings by rule">
      <table class="overview">
      <caption class="hidden">Findings by rule</caption>
      <thead><tr><th scope="col">Severity</th><th scope="col">Rule</th><th scope="col" class="number">Rows</th>\
      <th scope="col"><span class="hidden">Rows as a bar</span></th></tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }

  private static func row(_ finding: Finding, id: String, most: Int) -> String {
    let severity = finding.severity.rawValue
    let name = Markup.escape("\(finding.code) \(finding.name)")
    // A finding about the file as a whole has no rows.
    let count = finding.rowCount > 0 ? NumberText.count(finding.rowCount) : ""
    let width = finding.rowCount * 100 / max(most, 1)
    let bar = finding.rowCount > 0 ? "<i style=\"width:\(width)%\"></i>" : ""
    return """
      <tr class="\(severity)"><td class="severity">\(severity)</td><td class="name"><a href="#\(id)">\(name)</a></td>\
      <td class="number">\(count)</td><td class="bar">\(bar)</td></tr>
      """
  }
}
