// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Records

/// Hashes of all rows in their order; what repeats is found at the end.
struct DuplicateTable: Mergeable {
  struct Result: Sendable {
    /// Rows that repeat an earlier row.
    var repeated = RowSet()
    /// Rows whose prompt occurs with another completion too.
    var conflicting = RowSet()
  }

  private var pairs = SpilledList<UInt64>()
  private(set) var prompts = SpilledList<UInt64>()
  private(set) var rows = RowRuns()

  /// Adds a row by the hashes of its prompt and completion.
  mutating func add(row: Int, prompt: UInt64, completion: UInt64) {
    rows.append(row)
    prompts.append(prompt)
    pairs.append(ByteHash.joined(prompt, completion))
  }

  /// Adds a row by what is compared of it; prompts are not compared.
  mutating func add(row: Int, hash: UInt64) {
    rows.append(row)
    pairs.append(hash)
  }

  mutating func merge(_ next: DuplicateTable) {
    rows.append(contentsOf: next.rows)
    pairs.append(contentsOf: next.pairs)
    prompts.append(contentsOf: next.prompts)
  }

  /// Linear in the number of rows.
  /// - Throws: `AssayError` when the disk fails under a temporary file.
  func result(comparingPrompts: Bool) throws(AssayError) -> Result {
    var result = Result()
    try RepeatSearch.forEachRepeat(in: pairs) { place, _ in result.repeated.insert(rows[place]) }
    guard comparingPrompts else { return result }
    try RepeatSearch.forEachRepeat(in: prompts) { place, first throws(AssayError) in
      guard try pairs[place] != pairs[first] else { return }
      result.conflicting.insert(rows[first])
      result.conflicting.insert(rows[place])
    }
    return result
  }
}
