// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// What the rules say about one file.
package struct LintReport: Sendable {
  package let path: String
  package let profile: Profile
  /// Errors first, then by code.
  package let findings: [Finding]

  package init(path: String, profile: Profile, findings: [Finding]) {
    self.path = path
    self.profile = profile
    self.findings = findings.enumerated()
      .sorted { left, right in
        left.element.severity != right.element.severity
          ? left.element.severity > right.element.severity
          : (left.element.code, left.offset) < (right.element.code, right.offset)
      }
      .map(\.element)
  }
}
