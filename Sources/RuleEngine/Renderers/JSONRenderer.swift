// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Tables

/// The document of `--format json`; its keys are a contract. What is not known about a file that
/// could not be read is null.
struct JSONRenderer: FindingRenderer {
  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    let summary = LintSummary(reports.flatMap(\.findings))
    let document: JSONValue = [
      "files": .array(reports.map { Self.file($0, options) }),
      "summary": [
        "errors": .integer(summary.errors), "warnings": .integer(summary.warnings),
        "infos": .integer(summary.infos), "fixable": .integer(summary.fixable),
      ],
    ]
    return document.indented
  }

  private static func file(_ report: LintReport, _ options: RenderOptions) -> JSONValue {
    let excerpts = options.excerptsInJSON > 0 ? options.excerpts[report.path] : nil
    var file: JSONObject = [
      "path": .string(report.path),
      "format": report.facts.map { .string($0.format) } ?? .null,
      "rows": report.facts.map { .integer($0.rows) } ?? .null,
      "task": report.facts.map { .string($0.task) } ?? .null,
      "statistics": report.facts?.statistics ?? [:],
      "findings": .array(
        report.findings.map { finding -> JSONValue in
          guard let excerpts else { return finding.json }
          var members = finding.jsonMembers
          let rows = excerpts.json(of: finding, places: options.excerptsInJSON)
          members.append("excerpts", rows)
          return .object(members)
        }),
    ]
    if let sample = FileAside(report, options).sample { file.append("sample", sample.json) }
    return .object(file)
  }
}
