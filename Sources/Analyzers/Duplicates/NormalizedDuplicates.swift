// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import BitCollections
import Dataset
package import Records

/// Finds rows that repeat an earlier row but for case, space and the form of characters, and are no
/// copies to the byte.
package struct NormalizedDuplicates: Analyzer {
  package typealias Fact = BitSet

  private var hashes = SpilledList<UInt64>()
  private var rows = RowRuns()
  /// Space for the text being normalized.
  private var scratch: [UInt8] = []

  package init() {}

  package var needs: [any Analyzer] { [ExactDuplicates()] }

  package mutating func add(_ batch: HashedBatch) {
    batch.records.visit { record in
      scratch.removeAll(keepingCapacity: true)
      record.appendNormalizedText(to: &scratch)
      rows.append(record.number)
      hashes.append(ByteHash.hash(scratch))
    }
  }

  package mutating func merge(_ next: NormalizedDuplicates) {
    rows.append(contentsOf: next.rows)
    hashes.append(contentsOf: next.hashes)
  }

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> BitSet {
    var repeated = BitSet()
    try RepeatSearch.forEachRepeat(in: hashes) { place, _ in repeated.insert(rows[place]) }
    return repeated.subtracting(profile[ExactDuplicates.self]?.repeated ?? BitSet())
  }
}
