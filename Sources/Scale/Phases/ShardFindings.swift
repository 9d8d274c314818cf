// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import BitCollections
import Records
import RuleEngine

/// Phase 4, for each shard: what each rule notes of its rows.
package struct ShardFindings: PhaseContent {
  package static let kind = "file of findings"
  package static let maker = "assay scale lint"

  let shard: DataShard
  /// By the codes of the rules.
  let tallies: [String: Tally]
  /// How many rows repeat others, do so but for case and space, and have a prompt with another completion.
  let repeated: Int
  let normalized: Int
  let conflicting: Int

  package var placed: DataShard { shard }

  /// - Parameter verdicts: the file of the shard's rows that repeat others.
  package init(
    _ number: Int, of whole: WholeSurvey, by run: PhaseRun, verdicts: String
  ) throws(AssayError) {
    guard let near = whole.near else { throw .missingPhase("assay scale compare") }
    shard = try whole.shard(number)
    let rows = whole.rows(of: shard)
    let given = try VerdictFile(path: verdicts, rows: rows)
    guard given.hash == whole.verdicts?[number] else {
      throw AssayError(
        "these are not the verdicts that the second look was given", at: Location(file: verdicts),
        remedy: "Run all phases again, from assay scale look on")
    }
    var found = given.verdicts
    repeated = found.repeated.count
    normalized = found.normalized.count
    conflicting = found.conflicting.count
    found.near = BitSet(near[number])
    guard rows > 0 else {
      tallies = [:]
      return
    }
    let stream = try run.stream(shard, names: whole.names)
    let profile = try run.surveyor.profile(
      try whole.profile(run), lookingAt: stream, found: found)
    tallies = try Linter(rules: run.ruleSet, settings: run.settings).tallies(stream, profile)
  }
}
