// SPDX-License-Identifier: Apache-2.0

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
