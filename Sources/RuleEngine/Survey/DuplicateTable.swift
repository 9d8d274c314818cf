// SPDX-License-Identifier: Apache-2.0

/// Hashes of all rows in their order, 16 bytes a row; what repeats is found at the end.
struct DuplicateTable: Mergeable {
  struct Result: Sendable {
    /// Rows that repeat an earlier row.
    var repeated = RowSet()
    /// Rows whose prompt occurs with another completion too.
    var conflicting = RowSet()
  }

  private var pairs: [UInt64] = []
  private var prompts: [UInt64] = []
  /// Runs of rows: the place in the arrays and the row number there. Rows are missing where a fix
  /// dropped them.
  private var runs: [(place: Int, row: Int)] = []

  mutating func add(_ record: Record) {
    noteRow(record.number)
    // A chat is one text: its messages.
    let prompt = ByteHash.hash(record.chat?.bytes ?? record.prompt)
    prompts.append(prompt)
    pairs.append(ByteHash.hash(record.completion, seed: prompt))
  }

  /// Adds a row by what is compared of it; prompts are not compared.
  mutating func add(row: Int, hash: UInt64) {
    noteRow(row)
    pairs.append(hash)
  }

  private mutating func noteRow(_ row: Int) {
    if let last = runs.last, last.row + (pairs.count - last.place) == row { return }
    runs.append((pairs.count, row))
  }

  mutating func merge(_ next: DuplicateTable) {
    for run in next.runs { runs.append((run.place + pairs.count, run.row)) }
    pairs.append(contentsOf: next.pairs)
    prompts.append(contentsOf: next.prompts)
  }

  /// Linear in the number of rows.
  func result(comparingPrompts: Bool) -> Result {
    var result = Result()
    for (place, _) in Self.repeats(in: pairs) { result.repeated.insert(row(at: place)) }
    guard comparingPrompts else { return result }
    for (place, first) in Self.repeats(in: prompts) where pairs[place] != pairs[first] {
      result.conflicting.insert(row(at: first))
      result.conflicting.insert(row(at: place))
    }
    return result
  }

  /// The row number at a place in the arrays, by binary search over the runs.
  private func row(at place: Int) -> Int {
    var low = 0
    var high = runs.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if runs[middle].place <= place { low = middle } else { high = middle - 1 }
    }
    return runs[low].row + (place - runs[low].place)
  }

  /// Pairs of a place and the first place with the same hash, by open addressing.
  private static func repeats(in hashes: [UInt64]) -> [(place: Int, first: Int)] {
    var found: [(Int, Int)] = []
    var bits = 4
    while 1 << bits < hashes.count * 2 { bits += 1 }
    let mask = (1 << bits) - 1
    var slots = [UInt32](repeating: .max, count: 1 << bits)
    for (place, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != .max && hashes[Int(slots[slot])] != hash { slot = (slot + 1) & mask }
      if slots[slot] == .max {
        slots[slot] = UInt32(truncatingIfNeeded: place)
      } else {
        found.append((place, Int(slots[slot])))
      }
    }
    return found
  }
}
