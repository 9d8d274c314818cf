// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import JSON
import Platform

/// GitLab's Code Quality report: an array of issues with fingerprints by which GitLab tells new
/// issues from old ones. Source: GitLab's "Code Quality report format".
struct GitLabRenderer: FindingRenderer {
  let shownPlaces = Finding.shownPlaces

  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    let issues = reports.flatMap { report in
      [Self.figures(report, options)].compactMap { $0 } + Self.sample(report, options)
        + Issue.all(in: report, options).map(Self.object)
    }
    return JSONValue.array(issues).indented
  }

  /// The figures about a file as an issue of no weight: the form has no other place for them.
  private static func figures(_ report: LintReport, _ options: RenderOptions) -> JSONValue? {
    let figures = FileAside(report, options).figures
    guard !figures.isEmpty else { return nil }
    return aside(figures.joined(separator: "; "), "statistics", in: report, line: 1)
  }

  /// Each row to read, likewise.
  private static func sample(_ report: LintReport, _ options: RenderOptions) -> [JSONValue] {
    (FileAside(report, options).sample?.rows ?? []).map { row in
      let texts = row.texts.map {
        "\(VisibleText.escaped($0.name)): \(VisibleText.escaped($0.text))"
      }
      return aside(texts.joined(separator: "; "), "sample", in: report, line: row.place.line)
    }
  }

  private static func aside(
    _ text: String, _ name: String, in report: LintReport, line: Int
  ) -> JSONValue {
    let identity =
      line == 1 ? "\(name)\u{0}\(report.path)" : "\(name)\u{0}\(report.path)\u{0}\(line)"
    return [
      "type": "issue", "description": .string(text),
      "check_name": .string(name), "categories": ["Style"],
      "fingerprint": .string(
        Hexadecimal.digits(ByteHash.hash(Array(identity.utf8)), count: 16)),
      "severity": "info",
      "location": ["path": .string(relative(report.path)), "lines": ["begin": .integer(line)]],
    ]
  }

  private static func object(_ issue: Issue) -> JSONValue {
    [
      "type": "issue",
      "description": .string(issue.message),
      "check_name": .string(issue.finding.code),
      "content": ["body": .string(issue.finding.help)],
      "categories": ["Bug Risk"],
      "fingerprint": .string(issue.fingerprint),
      "severity": .string(severity(issue.finding.severity)),
      "location": [
        "path": .string(relative(issue.finding.file(of: issue.place))),
        "lines": ["begin": .integer(issue.place?.line ?? 1)],
      ],
    ]
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "critical"
    case .warning: "minor"
    case .info: "info"
    }
  }

  /// GitLab knows paths without a leading `./` only.
  private static func relative(_ path: String) -> String {
    path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }
}
