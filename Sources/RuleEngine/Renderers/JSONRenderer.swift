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
      "files": .array(reports.map { Self.file($0, FileAside($0, options).sample) }),
      "summary": [
        "errors": .integer(summary.errors), "warnings": .integer(summary.warnings),
        "infos": .integer(summary.infos), "fixable": .integer(summary.fixable),
      ],
    ]
    return document.text(indented: true) + "\n"
  }

  private static func file(_ report: LintReport, _ sample: RowSample?) -> JSONValue {
    var file: JSONObject = [
      "path": .string(report.path),
      "format": report.facts.map { .string($0.format) } ?? .null,
      "rows": report.facts.map { .integer($0.rows) } ?? .null,
      "task": report.facts.map { .string($0.task) } ?? .null,
      "statistics": report.facts?.statistics ?? [:],
      "findings": .array(report.findings.map(\.json)),
    ]
    if let sample { file.append("sample", sample.json) }
    return .object(file)
  }
}
