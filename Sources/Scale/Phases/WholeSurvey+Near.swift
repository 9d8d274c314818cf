// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import BitCollections
import Dataset

extension WholeSurvey {
  /// Joins the second looks at all shards: endings are settled, and the rows known that are to be compared.
  package func settled(_ paths: [String], by run: PhaseRun) throws(AssayError) -> WholeSurvey {
    var whole = self
    var count = endingCount(run)
    var verdicts: [String] = []
    let search = try search(paths, run) { look in
      count.merge(look.count)
      verdicts.append(look.verdicts)
    }
    whole.count = count
    whole.verdicts = verdicts
    whole.wanted = divided(search.wanted)
    return whole
  }

  /// Compares the sketches of the rows that may be nearly equal.
  /// - Parameters:
  ///   - paths: the second looks at all shards.
  ///   - sketches: the sketches of all shards.
  package func compared(
    _ paths: [String], sketches: [String], by run: PhaseRun
  ) throws(AssayError) -> WholeSurvey {
    guard let wanted else { throw .missingPhase("assay scale settle") }
    let search = try search(paths, run) { _ in }
    let order = try ShardOrder<ShardSketches>(sketches, of: self, by: run)
    let found = try search.found { rows throws(AssayError) in
      try self.sketches(of: rows, order, wanted: wanted, by: run)
    }
    var whole = self
    whole.near = divided(found.rows)
    whole.rest = found.rest
    whole.wanted = nil
    return whole
  }

  /// The sketches of some rows, by their numbers in the whole. Files are read again for each turn, so that no more
  /// than its rows is held.
  private func sketches(
    of rows: BitSet, _ order: ShardOrder<ShardSketches>, wanted: [[Int]], by run: PhaseRun
  ) throws(AssayError) -> [Int: ShingleSet] {
    var found: [Int: ShingleSet] = [:]
    for (number, own) in wanted.enumerated() {
      let start = starts[number]
      guard own.contains(where: { rows.contains($0 + start) }) else { continue }
      let file = try order.content(number, by: run)
      guard file.rows == own, file.sketches.count == own.count else {
        throw AssayError(
          "the sketches are of other rows than those wanted",
          at: Location(file: order.paths[number]),
          remedy: "Run \(ShardSketches.maker) again with the profile of assay scale settle")
      }
      for (row, digits) in zip(own, file.sketches) where rows.contains(row + start) {
        found[row + start] = ShingleSet(digits: digits)
      }
    }
    return found
  }

  /// The search for nearly equal rows, by the second looks at all shards.
  /// - Parameter visit: what else is to be learned of each look, in the order of the shards.
  private func search(
    _ paths: [String], _ run: PhaseRun, visit: (ShardLook) -> Void
  ) throws(AssayError) -> NearSearch {
    let order = try ShardOrder<ShardLook>(paths, of: self, by: run)
    var signatures = NearSignatures(run.settings.facts.likeness)
    for number in shards.indices {
      let look = try order.content(number, by: run)
      try signatures.add(look.signatures, firstRow: starts[number])
      visit(look)
    }
    return try NearSearch(signatures, threads: run.settings.threads)
  }
}
