// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Reports

/// What lint still says of the rows that a model learned: the run has not put it right.
package struct RoadLeftover: Codable, Sendable, Equatable {
  package let severity: String
  package let code: String
  package let message: String
  /// Whether `--unsafe-fixes` would put it right.
  package let needsUnsafeFix: Bool

  init(_ finding: Finding) {
    severity = finding.severity.rawValue
    code = finding.code
    message = finding.message
    needsUnsafeFix = finding.fix == .unsafe
  }

  /// Whether people are to be told before they trust a figure.
  package var isWarning: Bool { severity != Severity.info.rawValue }
}

extension Report {
  /// Tells what is left in the rows: the worst in the verdict, all of it in a section of its own.
  mutating func add(_ left: [RoadLeftover]) {
    guard !left.isEmpty else { return }
    let warnings = left.filter(\.isWarning)
    if !warnings.isEmpty {
      let codes = warnings.map(\.code).joined(separator: ", ")
      let verb = warnings.count == 1 ? "is" : "are"
      verdict +=
        "\(verdict.isEmpty ? "" : " ")\(Plural.counted(warnings.count, "finding")) of lint \(verb)"
        + " left in its rows: \(codes)."
    }
    sections.append(
      ReportSection(
        title: "Left in the data",
        explanation: "What lint still says of the rows, and no fix that was made puts right.",
        blocks: [
          .table(
            ReportTable(
              title: "Left in the data",
              columns: [.text("Severity"), .text("Rule"), .text("Finding"), .text("Fix")],
              rows: left.map { finding in
                [
                  .text(finding.severity), .text(finding.code), .text(finding.message),
                  .text(finding.needsUnsafeFix ? "--unsafe-fixes" : "by hand"),
                ]
              }))
        ]))
    guard var members = data.object else { return }
    members.append("left", .array(left.map(\.json)))
    data = .object(members)
  }
}

extension RoadLeftover {
  fileprivate var json: JSONValue {
    [
      "severity": .string(severity), "code": .string(code), "message": .string(message),
      "fix": needsUnsafeFix ? .string(FixGrade.unsafe.rawValue) : .null,
    ]
  }
}
