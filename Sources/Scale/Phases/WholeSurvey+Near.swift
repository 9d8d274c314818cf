// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import BitCollections
import Dataset

extension WholeSurvey {
  /// Joins the second looks at all shards: endings are settled, and the rows known that are to be compared.
  package func settled(_ paths: [String], by run: PhaseRun) throws(AssayError) -> WholeSurvey {
    let looks = try looks(paths, by: run)
    var whole = self
    var count = endingCount(run)
    for look in looks { count.merge(look.count) }
    whole.count = count
    whole.wanted = divided(try search(looks, run).wanted)
    return whole
  }

  /// Compares the sketches of the rows that may be nearly equal.
  /// - Parameter paths: the second looks at all shards, and their sketches.
  package func compared(
    _ paths: [String], sketches: [String], by run: PhaseRun
  ) throws(AssayError) -> WholeSurvey {
    guard let wanted else { throw .missingPhase("assay scale settle") }
    let search = try search(try looks(paths, by: run), run)
    let files = try sketches.map { path throws(AssayError) in
      try PhaseFile<ShardSketches>(path: path, by: run).content
    }
    let order = try ShardOrder(
      files.map(\.shard), paths: sketches, maker: ShardSketches.maker, count: shards.count)
    try order.require(self, maker: ShardSketches.maker)
    var all: [Int: ShingleSet] = [:]
    for file in files {
      let start = starts[file.shard.number]
      guard file.rows == wanted[file.shard.number] else {
        throw AssayError(
          "the sketches of shard \(file.shard.number) are of other rows than those wanted",
          remedy: "Run \(ShardSketches.maker) again with the profile of assay scale settle")
      }
      for (row, digits) in zip(file.rows, file.sketches) {
        all[row + start] = ShingleSet(digits: digits)
      }
    }
    var whole = self
    let found = try search.found(all)
    whole.near = divided(found.rows)
    whole.rest = found.rest
    whole.wanted = nil
    return whole
  }

  private func looks(_ paths: [String], by run: PhaseRun) throws(AssayError) -> [ShardLook] {
    let looks = try paths.map { path throws(AssayError) in
      try PhaseFile<ShardLook>(path: path, by: run).content
    }
    let order = try ShardOrder(
      looks.map(\.shard), paths: paths, maker: ShardLook.maker, count: shards.count)
    try order.require(self, maker: ShardLook.maker)
    return looks.sorted { $0.shard.number < $1.shard.number }
  }

  private func search(_ looks: [ShardLook], _ run: PhaseRun) throws(AssayError) -> NearSearch {
    try NearSearch(
      looks.map { ($0.signatures, starts[$0.shard.number]) }, run.settings.facts.likeness,
      threads: run.settings.threads)
  }
}
