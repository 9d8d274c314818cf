// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Workflow commands that GitHub shows beside the lines of a pull request. GitHub keeps ten of a
/// kind for each step and drops the others without a word, so the rest is summed up here.
/// Source: GitHub's "Workflow commands" and the limits of "Problem matchers".
struct GitHubRenderer: FindingRenderer {
  private static let limit = 10

  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    let findings = reports.flatMap(\.findings)
    var lines: [String] = []
    for severity in Severity.allCases.reversed() {
      let some = findings.filter { $0.severity == severity }
      lines += some.prefix(Self.limit).map(Self.command)
      if some.count > Self.limit {
        let rest = some.count - Self.limit
        lines.append("\(rest) more of severity \(severity.rawValue) without an annotation:")
        lines += some.dropFirst(Self.limit).map { "  " + ConciseRenderer.line($0) }
      }
    }
    for report in reports { lines += Self.group(report, options) }
    lines.append(LintSummary(findings).text)
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is said besides findings, folded away in the log.
  private static func group(_ report: LintReport, _ options: RenderOptions) -> [String] {
    let lines = FileAside(report, options).lines
    // A line that starts with two colons would be a command.
    return lines.isEmpty
      ? [] : ["::group::\(data(report.path))"] + lines.map { "  \($0)" } + ["::endgroup::"]
  }

  private static func command(_ finding: Finding) -> String {
    let line = finding.places.first.map { ",line=\($0.line)" } ?? ""
    let title = property("\(finding.code) \(finding.name)")
    let message = data("\(finding.message). \(finding.help)")
    return
      "::\(command(finding.severity)) file=\(property(finding.file(of: finding.places.first)))\(line),title=\(title)"
      + "::\(message)"
  }

  private static func command(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "notice"
    }
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
