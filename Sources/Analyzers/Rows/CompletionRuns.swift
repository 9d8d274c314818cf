// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Records

/// Counts the runs of rows with the same completion, one behind the other: as many as there are classes
/// in a file that is sorted by class.
package struct CompletionRuns: StoredAnalyzer {
  package typealias Fact = Int

  private var runs = 0
  private var first: UInt64?
  private var last: UInt64?

  package init() {}

  package mutating func add(_ batch: HashedBatch) {
    for hash in batch.completions where hash != last {
      runs += 1
      first = first ?? hash
      last = hash
    }
  }

  package mutating func merge(_ next: CompletionRuns) {
    runs += next.runs
    // A run that goes on in the next part is one.
    if last != nil, last == next.first { runs -= 1 }
    first = first ?? next.first
    last = next.last ?? last
  }

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Int { runs }
}
