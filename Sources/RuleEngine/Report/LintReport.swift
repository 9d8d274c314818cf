// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore

/// What the rules say about one file.
package struct LintReport: Sendable {
  package let path: String
  /// Nil when the file could not be read.
  package let facts: FileFacts?
  /// Nil in a report that was kept from an earlier run.
  package let profile: Profile?
  /// Errors first, then by code.
  package let findings: [Finding]
  /// Which exemptions were met, and what a baseline would hold.
  package let trace: Trace

  package init(
    path: String, profile: Profile, findings: [Finding], trace: Trace = Trace()
  ) {
    self.init(
      path: path, facts: FileFacts(profile), profile: profile, findings: findings, trace: trace)
  }

  init(
    path: String, facts: FileFacts?, profile: Profile? = nil, findings: [Finding], trace: Trace
  ) {
    self.path = path
    self.facts = facts
    self.profile = profile
    self.trace = trace
    self.findings = findings.enumerated()
      .sorted { left, right in
        left.element.severity != right.element.severity
          ? left.element.severity > right.element.severity
          : (left.element.code, left.offset) < (right.element.code, right.offset)
      }
      .map(\.element)
  }
}

extension LintReport {
  /// The report of a file that could not be read: one finding, of the rule that explains why.
  /// - Returns: nil when no rule is about the error.
  package init?(unread error: AssayError, path: String, rules: RuleSet) {
    guard let rule = error.code.flatMap({ rules.rule($0.rawValue) }) else { return nil }
    let location = error.location
    let column = location?.column.map { " (byte \($0) of the line)" } ?? ""
    let place = location?.line.map { Finding.Place(row: location?.row ?? 0, line: $0) }
    let finding = Finding(
      code: rule.id, name: rule.name, severity: .error, message: error.message + column, file: path,
      places: place.map { [$0] + error.laterPlaces } ?? [],
      rowCount: location?.row == nil ? 0 : 1 + error.laterCount,
      field: location?.field, help: error.remedy ?? rule.help)
    self.init(path: path, facts: nil, findings: [finding], trace: Trace())
  }
}
