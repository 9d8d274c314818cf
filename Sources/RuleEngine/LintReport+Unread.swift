// SPDX-License-Identifier: Apache-2.0

package import AssayCore

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
      places: place.map { [$0] } ?? [], rowCount: location?.row == nil ? 0 : 1,
      field: location?.field, help: error.remedy ?? rule.help)
    self.init(path: path, facts: nil, findings: [finding], trace: Trace())
  }
}
