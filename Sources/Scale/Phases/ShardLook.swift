// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import Checks
import Dataset
import Records
import RuleEngine
import Tables

/// Phase 2, for each shard, with the whole in mind: endings are counted, and rows that are no copies get
/// signatures by which those are found that may be nearly equal.
package struct ShardLook: PhaseContent {
  package static let kind = "second look"
  package static let maker = "assay scale look"

  let shard: DataShard
  let count: EndingCount
  let signatures: RowSignatures
  /// The SHA-256 of the verdicts that it was given.
  let verdicts: String

  package var placed: DataShard { shard }

  /// - Parameter verdicts: the file of the shard's rows that repeat others.
  package init(
    _ number: Int, of whole: WholeSurvey, by run: PhaseRun, verdicts: String
  ) throws(AssayError) {
    shard = try whole.shard(number)
    let rows = whole.rows(of: shard)
    let given = try VerdictFile(path: verdicts, rows: rows)
    self.verdicts = given.hash
    let empty = whole.endingCount(run)
    // What is compared depends on the edges that all texts share, which the first phase knows.
    let profile = try whole.profile(run, count: empty)
    let none = RecordStream(MemorySource(batches: []), names: whole.names, threads: 1)
    let stream = try rows > 0 ? run.stream(shard, names: whole.names) : none
    signatures = try NearSearch.signatures(
      of: run.findsNearDuplicates ? stream : none, profile, skipping: given.verdicts.copies)
    guard !empty.isEmpty else {
      count = empty
      return
    }
    count = try stream.fold(empty) { batch, count in
      batch.visit { count.add(prompt: $0.prompt, completion: $0.completion) }
    }
  }
}

extension PhaseRun {
  /// Whether a rule asks for nearly equal rows.
  var findsNearDuplicates: Bool {
    ruleSet.rules.contains { $0.check.analyzers.contains { $0 is NearDuplicates } }
  }
}
