// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import BitCollections
import Records

/// Phase 3, for each shard: sketches of the rows that may be nearly equal to others.
package struct ShardSketches: PhaseContent {
  package static let kind = "file of sketches"
  package static let maker = "assay scale sketch"

  let shard: DataShard
  let rows: [Int]
  let sketches: [String]

  package var placed: DataShard { shard }

  package init(_ number: Int, of whole: WholeSurvey, by run: PhaseRun) throws(AssayError) {
    guard let wanted = whole.wanted else { throw .missingPhase("assay scale settle") }
    shard = try whole.shard(number)
    rows = wanted[number]
    guard !rows.isEmpty else {
      sketches = []
      return
    }
    let found = try NearSearch.sketches(
      of: run.stream(shard, names: whole.names), whole.profile(run), rows: BitSet(rows))
    sketches = rows.map { found[$0]?.digits ?? "" }
  }
}
