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
    let heads = try paths.map { path throws(AssayError) in
      try PhaseFile<FindingsHead>(path: path, by: run).content.shard
    }
    let order = try ShardOrder(
      heads, paths: paths, maker: ShardFindings.maker, count: shards.count)
    try order.require(self, maker: ShardFindings.maker)
    var tallies: [String: Tally] = [:]
    var found = RowVerdicts()
    for (number, path) in order.paths.enumerated() {
      let stream = stream(run)
      let findings = try PhaseFile<ShardFindings>(
        path: path, by: run, info: run.surveyor.reading(of: stream, firstRow: starts[number])
      ).content
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

/// Of a shard's findings what tells which shard they are of.
private struct FindingsHead: PhaseContent {
  static let kind = ShardFindings.kind
  static let maker = ShardFindings.maker
  let shard: Shard
}
