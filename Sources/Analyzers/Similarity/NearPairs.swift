// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dispatch
import Records
import Synchronization

/// Pairs of rows that share a key of a band and may be nearly equal. In a group of rows with one key
/// each row is paired with the first and with the last few before it, so that pairs are about as many
/// as rows. Groups are found by sorting the few keys that occur twice.
enum NearPairs {
  /// How many rows before it a row is paired with.
  private static let reach = 8
  /// When a band has more pairs than this, its rows are paired with the first of their group only.
  private static let manyPairs = 250_000

  struct Pair: Sendable {
    let first: UInt32
    let second: UInt32

    init(first: UInt32, second: UInt32) {
      self.first = first
      self.second = second
    }

    /// Pairs as numbers are in the order of their second rows.
    fileprivate init(_ bits: UInt64) {
      self.init(first: UInt32(truncatingIfNeeded: bits), second: UInt32(bits >> 32))
    }

    fileprivate var bits: UInt64 { UInt64(second) << 32 | UInt64(first) }
  }

  /// Pairs of rows of one table, the earlier row first.
  static func within(_ table: MinHashTable, threads: Int) throws(AssayError) -> [Pair] {
    try eachBand(threads) { band, pairs throws(AssayError) in
      let entries = try sharedKeys([table], band)
      forEachGroup(entries) { group in
        for place in group.indices.dropFirst() {
          let second = table.rows[Int(group[place])]
          let reach = pairs.count < manyPairs ? reach : 0
          for member in members(before: place, of: group, reach: reach) {
            pairs.append(Pair(first: table.rows[Int(member)], second: second).bits)
          }
        }
      }
    }
  }

  /// Pairs of a row of `old` and a row of `new`.
  static func across(
    _ old: MinHashTable, _ new: MinHashTable, threads: Int
  ) throws(AssayError) -> [Pair] {
    let border = UInt32(old.rows.count)
    return try eachBand(threads) { band, pairs throws(AssayError) in
      let entries = try sharedKeys([old, new], band)
      forEachGroup(entries) { group in
        let olds = group.firstIndex { $0 >= border } ?? group.endIndex
        guard olds > group.startIndex else { return }
        for place in group[olds...] {
          let second = new.rows[Int(place - border)]
          let reach = pairs.count < manyPairs ? reach : 0
          for member in members(before: olds, of: group, reach: reach) {
            pairs.append(Pair(first: old.rows[Int(member)], second: second).bits)
          }
        }
      }
    }
  }

  /// Collects the pairs of the bands, as many bands at a time as there are threads.
  /// - Returns: each pair once, by its second row.
  private static func eachBand(
    _ threads: Int,
    _ collect: @Sendable (_ band: Int, _ pairs: inout [UInt64]) throws(AssayError) -> Void
  ) throws(AssayError) -> [Pair] {
    let all = Mutex<Result<[UInt64], AssayError>>(.success([]))
    let threads = min(max(1, threads), MinHashTable.bands)
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      for band in stride(from: thread, to: MinHashTable.bands, by: threads) {
        var pairs: [UInt64] = []
        do throws(AssayError) {
          try collect(band, &pairs)
          all.withLock { $0 = $0.map { $0 + pairs } }
        } catch {
          all.withLock { $0 = .failure(error) }
        }
      }
    }
    var last: UInt64?
    return try all.withLock { $0 }.get().sorted().compactMap { bits in
      guard bits != last else { return nil }
      last = bits
      return Pair(bits)
    }
  }

  /// The keys that rows may share, each before the place of its row, in ascending order. The rows of
  /// the second table stand behind those of the first.
  private static func sharedKeys(
    _ tables: [MinHashTable], _ band: Int
  ) throws(AssayError) -> [UInt64] {
    var filter = RepeatFilter(count: tables.reduce(0) { $0 + $1.rows.count })
    try forEachKey(of: tables, band) { key, _ in filter.insert(key) }
    var entries: [UInt64] = []
    try forEachKey(of: tables, band) { key, place in
      if filter.mayRepeat(key) { entries.append(key | place) }
    }
    entries.sort()
    return entries
  }

  /// Calls `body` with each key, in the upper half of a number, and the place of its row.
  private static func forEachKey(
    of tables: [MinHashTable], _ band: Int, body: (_ key: UInt64, _ place: UInt64) -> Void
  ) throws(AssayError) {
    var place: UInt64 = 0
    for keys in tables.map({ $0.keys[band] }) {
      for index in 0..<keys.chunkCount {
        for key in try keys.chunk(index) {
          body(UInt64(key) << 32, place)
          place += 1
        }
      }
    }
  }

  /// Calls `body` with the places of rows that share a key, in ascending order.
  private static func forEachGroup(_ entries: [UInt64], _ body: ([UInt32]) -> Void) {
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
      if end > start + 1 { body(entries[start..<end].map { UInt32(truncatingIfNeeded: $0) }) }
      start = end
    }
  }

  /// The first of a group and the last few before an index.
  private static func members(
    before index: Int, of group: [UInt32], reach: Int
  ) -> [UInt32] {
    [group[0]] + group[max(1, index - reach)..<max(1, index)]
  }
}
