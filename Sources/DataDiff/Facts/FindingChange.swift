// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import RuleEngine

/// What a rule says of both sides.
package struct FindingChange: Sendable, Equatable {
  package let code: String
  package let name: String
  package let severity: Severity
  /// About the new side; of the old one where the finding is gone.
  package let message: String
  /// Rows that it is about on each side; 1 where it is about the file.
  package let oldRows: Int
  package let newRows: Int
  /// Rows of the new side that it was not about on the old one.
  package let fresh: Int

  /// All rules that find something on a side, those with new rows first.
  static func all(old: LintReport, new: LintReport) -> [FindingChange] {
    let codes = (new.findings + old.findings).reduce(into: [String]()) { codes, finding in
      if !codes.contains(finding.code) { codes.append(finding.code) }
    }
    let changes = codes.compactMap { FindingChange($0, old: old, new: new) }
    return changes.filter { $0.fresh > 0 } + changes.filter { $0.fresh == 0 }
  }

  private init?(_ code: String, old: LintReport, new: LintReport) {
    guard let finding = (new.findings + old.findings).first(where: { $0.code == code }) else {
      return nil
    }
    self.code = code
    name = finding.name
    severity = finding.severity
    message = finding.message
    oldRows = Self.rows(code, old)
    newRows = Self.rows(code, new)
    let rows = (new.trace.rows[code] ?? []).subtracting(old.trace.rows[code] ?? []).count
    let files = new.trace.files.subtracting(old.trace.files).count { $0.code == code }
    fresh = rows + files
  }

  private static func rows(_ code: String, _ report: LintReport) -> Int {
    report.findings.filter { $0.code == code }.reduce(0) { $0 + max($1.rowCount, 1) }
  }
}
