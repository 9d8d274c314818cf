// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import BitCollections
import Dataset
import Records
package import RuleEngine

extension WholeSurvey {
  /// The report on all shards, from what the rules noted of each.
  package func report(
    _ paths: [String], by run: PhaseRun
  ) throws(AssayError) -> (report: LintReport, rules: [Rule]) {
    guard let near else { throw .missingPhase("assay scale compare") }
    let order = try ShardOrder<ShardFindings>(paths, of: self, by: run)
    var tallies: [String: Tally] = [:]
    var found = RowVerdicts()
    for number in shards.indices {
      let info = run.surveyor.reading(of: stream(run), firstRow: starts[number])
      let findings = try order.content(number, by: run, info: info)
      tallies.merge(findings.tallies) { sum, next in
        var sum = sum
        sum.merge(next)
        return sum
      }
      // Which rows they are is known where the rows are; here it matters whether there are any.
      if findings.repeated > 0 { found.repeated.insert(0) }
      if findings.normalized > 0 { found.normalized.insert(0) }
      if findings.conflicting > 0 { found.conflicting.insert(0) }
    }
    if near.contains(where: { !$0.isEmpty }) { found.near.insert(0) }
    found.rest = rest
    let source = stream(run).source
    let report = Linter(rules: run.ruleSet, settings: run.settings).report(
      try profile(run).knowing(found), tallies, of: source)
    return (report, run.ruleSet.rules)
  }
}
