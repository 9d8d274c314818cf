// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// One line a finding: `train.csv:2: warning SEP001 [safe fix] message`.
struct ConciseRenderer: FindingRenderer {
  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    var lines = reports.flatMap { report in
      report.findings.map(Self.line)
        + FileAside(report, options).lines.map { "\(report.path): \($0)" }
    }
    lines.append(LintSummary(reports.flatMap(\.findings)).text)
    return lines.joined(separator: "\n") + "\n"
  }

  static func line(_ finding: Finding) -> String {
    let line = finding.places.first.map { ":\($0.line)" } ?? ""
    let fix = finding.fix.map { " [\($0.rawValue) fix]" } ?? ""
    return
      "\(finding.file(of: finding.places.first))\(line): \(finding.severity.rawValue) \(finding.code)\(fix) "
      + finding.message
  }
}
