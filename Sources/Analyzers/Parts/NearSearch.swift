// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import BitCollections
import Dataset
package import Records

/// The search for nearly equal rows over parts: signatures of the rows of each, of which pairs are made where
/// all meet; sketches of the rows in pairs; and the pairs that are confirmed. It looks at what a search in one
/// process looks at, in the same order, and so finds the same.
package struct NearSearch: Sendable {
  private let pairs: NearPairs
  private let rules: FactRules.Likeness
  /// Rows behind the most that are compared.
  private let left: Int

  /// - Parameter signatures: those of the rows of all parts.
  /// - Throws: `AssayError` when the disk fails.
  package init(_ signatures: NearSignatures, threads: Int) throws(AssayError) {
    pairs = try NearPairs.within(signatures.table, threads: threads)
    left = signatures.table.left
    rules = signatures.rules
  }

  /// The rows of which sketches are needed, ascending.
  package var wanted: [Int] { Array(NearDuplicateSearch.lookedAt(pairs, rules)) }

  /// The rows that are nearly equal to an earlier one, and what was not looked at.
  /// - Parameter sketches: gives the sketches of some rows, a pass at a time.
  package func found(
    _ sketches: (BitSet) throws(AssayError) -> [Int: ShingleSet]
  ) throws(AssayError) -> (rows: BitSet, rest: NearDuplicateSearch.Rest) {
    var (rows, rest) = try NearDuplicateSearch.confirmed(pairs, rules) { rows throws(AssayError) in
      let found = try sketches(rows)
      return (found, found)
    }
    rest.rows = left
    return (rows, rest)
  }

  /// The signatures of the rows of a part.
  /// - Parameter skipped: rows that are copies of others.
  package static func signatures(
    of stream: RecordStream, _ profile: Profile, skipping skipped: BitSet
  ) throws(AssayError) -> RowSignatures {
    try NearDuplicateSearch.Side(stream, profile).table(skipping: skipped).stored()
  }

  /// The sketches of some rows of a part, by their numbers.
  package static func sketches(
    of stream: RecordStream, _ profile: Profile, rows: BitSet
  ) throws(AssayError) -> [Int: ShingleSet] {
    try NearDuplicateSearch.Side(stream, profile).texts(rows).sets
  }
}
