// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Records

/// Finds equal hashes in a long list: linear in time, and the table it needs stays small, since most
/// single hashes are sorted out before and the others are looked at one range of values after the
/// other.
enum RepeatSearch {
  /// Hashes in one range, about.
  private static let rangeSize = 1 << 17

  /// Calls `body` with each place whose hash stands at an earlier place too, and the first such
  /// place; range by range, within a range in the order of the list.
  static func forEachRepeat<Hash: SpreadHash>(
    in hashes: SpilledList<Hash>,
    _ body: (_ place: Int, _ first: Int) throws(AssayError) -> Void
  ) throws(AssayError) {
    guard hashes.count > 1 else { return }
    let filter = try RepeatFilter(of: hashes)
    var count = 0
    for index in 0..<hashes.chunkCount {
      for hash in try hashes.chunk(index) where filter.mayRepeat(hash.spread) { count += 1 }
    }
    guard count > 0 else { return }
    var rangeBits = 0
    while count >> rangeBits > rangeSize { rangeBits += 1 }
    var bits = 4
    while 1 << bits < 2 * (count >> rangeBits) { bits += 1 }
    var table = Table<Hash>(bits: bits)
    for range in 0..<UInt64(1 << rangeBits) {
      table.clear()
      var place = 0
      for index in 0..<hashes.chunkCount {
        for hash in try hashes.chunk(index) {
          // A shift by 64 gives 0, the only range there is then.
          if hash.spread >> UInt64(64 - rangeBits) == range, filter.mayRepeat(hash.spread) {
            let first = table.insert(hash, place)
            if first != place { try body(place, first) }
          }
          place += 1
        }
      }
    }
  }

  /// Hashes and the places where they stand first, by open addressing.
  private struct Table<Hash: SpreadHash> {
    private var hashes: [Hash]
    /// Places + 1; 0: the slot is free.
    private var places: [Int]
    private var used = 0
    private var mask: Int

    init(bits: Int) {
      mask = 1 << bits - 1
      hashes = Array(repeating: Hash.zero, count: 1 << bits)
      places = Array(repeating: 0, count: 1 << bits)
    }

    mutating func clear() {
      used = 0
      for slot in places.indices { places[slot] = 0 }
    }

    /// The first place of a hash: `place` if it is new.
    mutating func insert(_ hash: Hash, _ place: Int) -> Int {
      if used * 4 > mask * 3 { grow() }
      var slot = Int(truncatingIfNeeded: hash.spread) & mask
      while places[slot] != 0 {
        if hashes[slot] == hash { return places[slot] - 1 }
        slot = (slot + 1) & mask
      }
      used += 1
      hashes[slot] = hash
      places[slot] = place + 1
      return place
    }

    private mutating func grow() {
      let old = self
      self = Table(bits: (mask + 1).trailingZeroBitCount + 1)
      for slot in old.places.indices where old.places[slot] != 0 {
        _ = insert(old.hashes[slot], old.places[slot] - 1)
      }
    }
  }
}
