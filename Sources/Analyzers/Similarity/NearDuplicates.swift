// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import BitCollections
import Dataset
package import Records

/// Finds rows that are nearly equal to an earlier row, and are no copies of it.
package struct NearDuplicates: Analyzer {
  package struct Fact: Sendable {
    package let rows: BitSet
    /// What the search did not look at.
    package let rest: NearDuplicateSearch.Rest
  }

  package init() {}

  package var needs: [any Analyzer] { [ExactDuplicates(), NormalizedDuplicates()] }

  package mutating func merge(_ next: NearDuplicates) {}

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Fact {
    var skipped = profile[ExactDuplicates.self]?.repeated ?? BitSet()
    skipped.formUnion(profile[NormalizedDuplicates.self] ?? BitSet())
    let side = NearDuplicateSearch.Side(stream, profile)
    let table = try side.table(skipping: skipped)
    let pairs = try NearPairs.within(table, threads: profile.settings.threads)
    let found = try NearDuplicateSearch.confirmed(pairs, side, seconds: nil)
    var rest = found.rest
    rest.rows = table.left
    return Fact(rows: found.rows, rest: rest)
  }
}
