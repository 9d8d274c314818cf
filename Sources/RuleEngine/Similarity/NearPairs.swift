// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// Pairs of rows that share a key of a band and may be nearly equal. In a group of rows with one key
/// each row is paired with the first and with the last few before it, so that pairs are about as many
/// as rows.
enum NearPairs {
  /// How many rows before it a row is paired with.
  private static let reach = 8
  /// When a band has more pairs than this, its rows are paired with the first of their group only.
  private static let manyPairs = 250_000

  struct Pair: Hashable, Sendable {
    let first: UInt32
    let second: UInt32
  }

  /// Pairs of rows of one table, the earlier row first.
  static func within(_ table: MinHashTable) -> [Pair] {
    eachBand { band, pairs in
      var groups = Groups(capacity: table.rows.count)
      for place in table.rows.indices {
        let key = table.key(place, band: band)
        groups.forEachMember(key, atMost: pairs.count < manyPairs ? reach : 0) { member in
          pairs.append(Pair(first: table.rows[member], second: table.rows[place]))
        }
        groups.add(key, place)
      }
    }
  }

  /// Pairs of a row of `old` and a row of `new`.
  static func across(_ old: MinHashTable, _ new: MinHashTable) -> [Pair] {
    eachBand { band, pairs in
      var groups = Groups(capacity: old.rows.count)
      for place in old.rows.indices { groups.add(old.key(place, band: band), place) }
      for place in new.rows.indices {
        let key = new.key(place, band: band)
        groups.forEachMember(key, atMost: pairs.count < manyPairs ? reach : 0) { member in
          pairs.append(Pair(first: old.rows[member], second: new.rows[place]))
        }
      }
    }
  }

  /// Collects the pairs of the bands, two at a time, so that both cores work and memory stays small.
  /// - Returns: each pair once, by its second row.
  private static func eachBand(
    _ collect: @Sendable (_ band: Int, _ pairs: inout [Pair]) -> Void
  ) -> [Pair] {
    let all = Mutex<Set<Pair>>([])
    for band in stride(from: 0, to: MinHashTable.bands, by: 2) {
      DispatchQueue.concurrentPerform(iterations: 2) { offset in
        var pairs: [Pair] = []
        collect(band + offset, &pairs)
        all.withLock { $0.formUnion(pairs) }
      }
    }
    return sorted(all.withLock { $0 })
  }

  private static func sorted(_ pairs: Set<Pair>) -> [Pair] {
    pairs.sorted { ($0.second, $0.first) < ($1.second, $1.first) }
  }

  /// The places with a key so far, by open addressing.
  private struct Groups {
    private let mask: Int
    private var keys: [UInt32]
    private var ends: [(first: Int32, last: Int32)]
    /// For each place the one before it in its group.
    private var previous: [Int32]

    init(capacity: Int) {
      var size = 16
      while size < capacity + capacity / 2 { size *= 2 }
      mask = size - 1
      keys = Array(repeating: 0, count: size)
      ends = Array(repeating: (-1, -1), count: size)
      previous = Array(repeating: -1, count: capacity)
    }

    /// The first place with the key, and the last ones.
    func forEachMember(_ key: UInt32, atMost count: Int, _ body: (Int) -> Void) {
      let group = ends[slot(key)]
      guard group.first >= 0 else { return }
      body(Int(group.first))
      var place = group.last
      for _ in 0..<count where place >= 0 {
        body(Int(place))
        place = previous[Int(place)]
      }
    }

    mutating func add(_ key: UInt32, _ place: Int) {
      let slot = slot(key)
      if ends[slot].first < 0 {
        keys[slot] = key
        ends[slot].first = Int32(place)
      }
      previous[place] = ends[slot].last
      ends[slot].last = Int32(place)
    }

    private func slot(_ key: UInt32) -> Int {
      var slot = Int(key &* 0x9E37_79B9) & mask
      while ends[slot].first >= 0 && keys[slot] != key { slot = (slot + 1) & mask }
      return slot
    }
  }
}
