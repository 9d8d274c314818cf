// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// GitLab's Code Quality report: an array of issues with fingerprints by which GitLab tells new
/// issues from old ones. Source: GitLab's "Code Quality report format".
struct GitLabRenderer: FindingRenderer {
  let shownPlaces = Finding.shownPlaces

  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    let issues = reports.flatMap { Issue.all(in: $0, options) }
    return JSONValue.array(issues.map(Self.object)).text(indented: true) + "\n"
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
        "path": .string(relative(issue.finding.file)),
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
