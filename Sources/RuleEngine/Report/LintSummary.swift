// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Checks

/// How many findings of each severity there are.
package struct LintSummary: Sendable, Equatable {
  package private(set) var errors = 0
  package private(set) var warnings = 0
  package private(set) var infos = 0
  /// Findings that `assay fix` can do something about.
  package private(set) var fixable = 0

  package init(_ findings: some Sequence<Finding>) {
    for finding in findings {
      switch finding.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .info: infos += 1
      }
      if finding.fix != nil { fixable += 1 }
    }
  }

  /// `2 errors, 1 warning (2 fixable)`; `no findings`.
  package var text: String {
    let parts = [(errors, "error"), (warnings, "warning"), (infos, "info")]
      .filter { $0.0 > 0 }
      .map { StandardHoles.counted($0.0, $0.1) }
    guard !parts.isEmpty else { return "no findings" }
    return parts.joined(separator: ", ") + (fixable > 0 ? " (\(fixable) fixable)" : "")
  }
}
