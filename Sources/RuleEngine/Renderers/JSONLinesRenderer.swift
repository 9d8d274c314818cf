// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// One object a line and finding: the file's path, then the keys of `--format json`. Figures and random
/// rows, where they are wanted, are an object before the findings of their file.
struct JSONLinesRenderer: FindingRenderer {
  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    reports.flatMap { report in
      [Self.aside(report, options)].compactMap { $0 } + report.findings.map(Self.object)
    }.map { JSONValue.object($0).text() + "\n" }.joined()
  }

  private static func object(_ finding: Finding) -> JSONObject {
    var object: JSONObject = ["path": .string(finding.file)]
    for member in finding.jsonMembers.members { object.append(member.key, member.value) }
    return object
  }

  private static func aside(_ report: LintReport, _ options: RenderOptions) -> JSONObject? {
    let sample = FileAside(report, options).sample
    guard let facts = report.facts, options.showsStatistics || sample != nil else { return nil }
    var object: JSONObject = [
      "path": .string(report.path), "format": .string(facts.format), "rows": .integer(facts.rows),
      "task": .string(facts.task),
    ]
    if options.showsStatistics { object.append("statistics", facts.statistics) }
    if let sample { object.append("sample", sample.json) }
    return object
  }
}
