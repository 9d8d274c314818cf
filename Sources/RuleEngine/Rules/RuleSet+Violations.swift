// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Checks

extension RuleSet {
  /// The findings for what rooms below told that know no rule files: name, severity, message and
  /// help come from the rules' own files.
  package func findings(_ violations: [RuleViolation]) -> [Finding] {
    violations.compactMap { violation in
      rule(violation.code.rawValue)?.finding(violation)
    }
  }

  /// The codes that need not be told besides these findings, as they are about the same faults.
  package func codesCovered(by findings: [Finding]) -> Set<String> {
    Set(
      findings.flatMap { finding in
        let harm = rule(finding.code)?.check as? PreparationHarm
        return [finding.code] + (harm?.replacedCodes ?? [])
      })
  }
}

extension Rule {
  /// Whether the rule is about what following the original data preparation does: such rules are
  /// told by the preparation, and never found by lint.
  package var isAboutPreparation: Bool { check is PreparationHarm }

  fileprivate func finding(_ violation: RuleViolation) -> Finding {
    var values = [
      "rows": StandardHoles.counted(violation.rowCount, "row"),
      "count": String(violation.rowCount), "field": violation.field ?? "row",
    ]
    values.merge(violation.values) { $1 }
    return Finding(
      code: id, name: name, severity: severity, message: message.filled(values),
      file: violation.file, rowCount: violation.rowCount, field: violation.field, help: help)
  }
}
