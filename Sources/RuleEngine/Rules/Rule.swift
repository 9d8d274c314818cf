// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset

/// A rule as its file states it.
package struct Rule: Sendable {
  /// The fix of a rule and how far it may be trusted.
  package struct Repair: Sendable {
    package let fix: any Fix
    package let grade: FixGrade
  }

  /// The code, such as `SEP001`.
  package let id: String
  /// The fault in words, such as `missing-separator`.
  package let name: String
  package let summary: String
  package let why: String
  package let severity: Severity
  /// Whether the rule applies when nobody asks for it.
  package let isEnabled: Bool
  package let check: any Check
  package let message: MessageTemplate
  package let help: String
  package let repair: Repair?
  /// Where thresholds come from.
  package let source: String?
  package let examples: RuleExamples
  /// The path of the rule's file below its folder: `separator/SEP001-missing-separator.yaml`.
  package let path: String

  /// The finding for what the check concluded.
  package func finding(_ conclusion: Conclusion, _ profile: Profile, file: String) -> Finding {
    Finding(
      code: id, name: name, severity: severity,
      message: conclusion.message
        ?? message.filled(StandardHoles.values(conclusion, profile)), file: file,
      places: conclusion.places, rowCount: conclusion.rows,
      field: conclusion.field.map { profile.column(of: $0) ?? $0.rawValue },
      fix: isRepairable(conclusion, profile) ? repair?.grade : nil, help: help)
  }

  private func isRepairable(_ conclusion: Conclusion, _ profile: Profile) -> Bool {
    conclusion.isRepairable && repair?.fix.step(for: conclusion, profile) != nil
  }
}
