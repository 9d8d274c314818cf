// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
import Checks
package import Records

/// A lint that is made part by part: what each rule notes of the rows of a part, and what the rules conclude of all.
extension Linter {
  /// What each rule notes of the rows of a part, by the rule's code.
  package func tallies(
    _ stream: RecordStream, _ profile: Profile
  ) throws(AssayError) -> [String: Tally] {
    let found = try Analysis.inspect(
      stream, rules: rules.rules, profile: profile, watch: Watch()
    ).tallies
    return Dictionary(zip(rules.rules.map(\.id), found)) { first, _ in first }
  }

  /// The report on all rows.
  /// - Parameter tallies: what the rules noted of all parts.
  package func report(
    _ profile: Profile, _ tallies: [String: Tally], of source: any RowSource
  ) -> LintReport {
    let findings = rules.rules.flatMap { rule in
      rule.check.conclude(tallies[rule.id] ?? Tally(), profile).map {
        rule.finding($0, profile, file: source.path).located(in: source)
      }
    }
    return LintReport(path: source.path, profile: profile, findings: findings)
  }
}
