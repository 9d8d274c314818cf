// SPDX-License-Identifier: Apache-2.0

import AssayCore
import BitCollections
import Dispatch
import Records
import Synchronization

/// Pairs of rows that share a key of a band and may be nearly equal. In a group of rows with one key
/// each row is paired with the first and with the last few before it, so that pairs are about as many
/// as rows. Groups are found by sorting the few keys that occur twice.
struct NearPairs {
  /// Two rows, by their numbers.
  struct Pair: Sendable, Equatable {
    let first: Int
    let second: Int
  }

  /// Each once, by the second row and then by the first.
  private(set) var pairs: [Pair] = []
  /// Rows in large groups, which are paired with fewer of those before them.
  private(set) var crowded = BitSet()

  /// How many rows before it a row is paired with, besides the first of its group. It depends on the size
  /// of the group alone, so that the pairs are the same in whatever order the work is done; and on average
  /// a row has few.
  static func reach(inGroupOf size: Int) -> Int {
    size <= smallGroup ? 8 : size <= 16 * smallGroup ? 2 : 0
  }

  /// In larger groups a row is paired with fewer than the last eight before it.
  static let smallGroup = 1024

  /// Pairs of rows of one table, the earlier row first.
  static func within(_ table: MinHashTable, threads: Int) throws(AssayError) -> NearPairs {
    let found = try eachBand(threads) { band, found throws(AssayError) in
      forEachGroup(try sharedKeys([table], band)) { group in
        let reach = reach(inGroupOf: group.count)
        if group.count > smallGroup { found.crowded.formUnion(BitSet(group)) }
        for place in group.indices.dropFirst() {
          for member in members(before: place, of: group, reach: reach) {
            found.pairs.append(bits(member, group[place]))
          }
        }
      }
    }
    return NearPairs(found, firsts: table.rows, seconds: table.rows, border: 0)
  }

  /// Pairs of a row of `old` and a row of `new`.
  static func across(
    _ old: MinHashTable, _ new: MinHashTable, threads: Int
  ) throws(AssayError) -> NearPairs {
    let border = old.rows.count
    let found = try eachBand(threads) { band, found throws(AssayError) in
      forEachGroup(try sharedKeys([old, new], band)) { group in
        let olds = group.firstIndex { $0 >= border } ?? group.endIndex
        guard olds > group.startIndex else { return }
        let reach = reach(inGroupOf: olds)
        if olds > smallGroup { found.crowded.formUnion(BitSet(group[olds...])) }
        for place in group[olds...] {
          for member in members(before: olds, of: group, reach: reach) {
            found.pairs.append(bits(member, place))
          }
        }
      }
    }
    return NearPairs(found, firsts: old.rows, seconds: new.rows, border: border)
  }

  private init(
    _ found: Found, firsts: ChunkedList<Int>, seconds: ChunkedList<Int>, border: Int
  ) {
    pairs = found.pairs.map { bits in
      Pair(
        first: firsts[Int(bits & UInt64(UInt32.max))], second: seconds[Int(bits >> 32) - border])
    }
    for place in found.crowded { crowded.insert(seconds[place - border]) }
  }

  // MARK: - Bands

  /// What a band has, by the places of rows in their tables.
  private struct Found: Sendable {
    /// In the order of their second rows.
    var pairs: [UInt64] = []
    var crowded = BitSet()

    /// Adds what another band has; what both have stays once.
    mutating func merge(_ next: Found) {
      crowded.formUnion(next.crowded)
      let all = (pairs + next.pairs).sorted()
      pairs.removeAll(keepingCapacity: true)
      for bits in all where pairs.last != bits { pairs.append(bits) }
    }
  }

  /// Two places as one number; tables have fewer rows than half of its bits can count.
  private static func bits(_ first: Int, _ second: Int) -> UInt64 {
    UInt64(second) << 32 | UInt64(first)
  }

  /// Collects the pairs of the bands, as many bands at a time as there are threads.
  private static func eachBand(
    _ threads: Int,
    _ collect: @Sendable (_ band: Int, _ found: inout Found) throws(AssayError) -> Void
  ) throws(AssayError) -> Found {
    let all = Mutex<Result<Found, AssayError>>(.success(Found()))
    let threads = min(max(1, threads), MinHashTable.bands)
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      for band in stride(from: thread, to: MinHashTable.bands, by: threads) {
        var found = Found()
        do throws(AssayError) {
          try collect(band, &found)
          all.withLock { all in
            guard case .success(var sum) = all else { return }
            all = .success(Found())
            sum.merge(found)
            all = .success(sum)
          }
        } catch {
          all.withLock { $0 = .failure(error) }
        }
      }
    }
    return try all.withLock { $0 }.get()
  }

  /// A key of a row, and the place of the row.
  private struct Entry: Comparable {
    let key: UInt64
    let place: Int

    static func < (left: Entry, right: Entry) -> Bool {
      left.key != right.key ? left.key < right.key : left.place < right.place
    }
  }

  /// The keys that rows may share, in ascending order. The rows of the second table stand behind those of
  /// the first.
  private static func sharedKeys(
    _ tables: [MinHashTable], _ band: Int
  ) throws(AssayError) -> [Entry] {
    var filter = RepeatFilter(count: tables.reduce(0) { $0 + $1.rows.count })
    try forEachKey(of: tables, band) { filter.insert($0.key) }
    var entries: [Entry] = []
    try forEachKey(of: tables, band) { if filter.mayRepeat($0.key) { entries.append($0) } }
    entries.sort()
    return entries
  }

  private static func forEachKey(
    of tables: [MinHashTable], _ band: Int, body: (Entry) -> Void
  ) throws(AssayError) {
    var place = 0
    for keys in tables.map({ $0.keys[band] }) {
      for index in 0..<keys.chunkCount {
        for key in try keys.chunk(index) {
          body(Entry(key: key, place: place))
          place += 1
        }
      }
    }
  }

  /// Calls `body` with the places of rows that share a key, in ascending order.
  private static func forEachGroup(_ entries: [Entry], _ body: ([Int]) -> Void) {
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      if end > start + 1 { body(entries[start..<end].map(\.place)) }
      start = end
    }
  }

  /// The first of a group and the last few before an index.
  private static func members(before index: Int, of group: [Int], reach: Int) -> [Int] {
    [group[0]] + group[max(1, index - reach)..<max(1, index)]
  }
}
