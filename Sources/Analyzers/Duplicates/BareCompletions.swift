// SPDX-License-Identifier: Apache-2.0

import Dataset
import Records

/// Completions of some rows without the space around them, by the number of the row.
struct BareCompletions: Mergeable {
  private var hashes: [Int: UInt64] = [:]

  mutating func add(_ record: Record) {
    hashes[record.number] = ByteHash.hash(record.completion.visible)
  }

  mutating func merge(_ next: BareCompletions) {
    hashes.merge(next.hashes) { _, new in new }
  }

  /// Whether two rows have the same completion, but for space.
  func areSame(_ first: Int, _ second: Int) -> Bool { hashes[first] == hashes[second] }
}
