// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import BitCollections
package import Dataset
package import Records

/// The search for nearly equal rows over parts: signatures of the rows of each, of which pairs are made where
/// all meet; sketches of the rows in pairs; and the pairs that are confirmed. It looks at what a search in one
/// process looks at, in the same order, and so finds the same.
package struct NearSearch: Sendable {
  private let pairs: NearPairs
  private let rules: FactRules.Likeness
  /// Rows behind the most that are compared.
  private let left: Int

  /// - Parameters:
  ///   - parts: the signatures of all parts in their order, with the number of each one's first row.
  /// - Throws: `AssayError` when a part is damaged, or the disk fails.
  package init(
    _ parts: [(signatures: RowSignatures, firstRow: Int)], _ rules: FactRules.Likeness, threads: Int
  ) throws(AssayError) {
    var all = MinHashTable(limit: rules.mostRows)
    for part in parts {
      guard
        let table = MinHashTable(part.signatures, limit: rules.mostRows, firstRow: part.firstRow)
      else { throw AssayError("the signatures of rows are damaged", remedy: "Make them anew") }
      all.merge(table)
    }
    pairs = try NearPairs.within(all, threads: threads)
    left = all.left
    self.rules = rules
  }

  /// The rows of which sketches are needed, ascending.
  package var wanted: [Int] { Array(NearDuplicateSearch.lookedAt(pairs, rules)) }

  /// The rows that are nearly equal to an earlier one, and what was not looked at.
  package func found(
    _ sketches: [Int: ShingleSet]
  ) throws(AssayError) -> (rows: BitSet, rest: NearDuplicateSearch.Rest) {
    var (rows, rest) = try NearDuplicateSearch.confirmed(pairs, rules) { _ throws(AssayError) in
      (sketches, sketches)
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
