// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
package import Checks
import Dataset
package import Fixes
import Records

/// A rule as its file states it.
package struct Rule: Sendable {
  /// The fix of a rule and how far it may be trusted.
  package struct Repair: Sendable {
    package let fix: any Fix
    package let grade: FixGrade
  }

  /// What the original preparation, `openai tools fine_tunes.prepare_data`, makes of such data.
  package enum Original: String, Sendable, CaseIterable {
    /// It changes or loses something and says nothing.
    case harms
    /// The same, in plain text alone.
    case harmsPlainText = "harms-plain-text"
    /// It reads what assay does not.
    case reads
  }

  /// The code, such as `SEP001`.
  package let id: String
  /// The fault in words, such as `missing-separator`.
  package let name: String
  package let summary: String
  package let why: String
  package internal(set) var severity: Severity
  /// Whether the rule applies when nobody asks for it.
  package internal(set) var isEnabled: Bool
  package internal(set) var check: any Check
  package let message: MessageTemplate
  package let help: String
  package let repair: Repair?
  /// Whether it holds for GPT-2's tokens alone, and not for a model that has others.
  package let isAboutGPT2Tokens: Bool
  /// What the original preparation does without a word; nil where there is nothing to add.
  package let original: Original?
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
