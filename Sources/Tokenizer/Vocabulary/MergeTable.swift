// SPDX-License-Identifier: Apache-2.0

/// The merges of a byte-pair encoding: which two neighbors become one token, and which pair goes
/// first. An open hash table of 8 bytes an entry with at most half of its slots taken.
final class MergeTable: Sendable {
  /// One merge; its rank is its place in the list.
  struct Merge: Equatable, Sendable {
    var left: Int32
    var right: Int32
    var result: Int32
  }

  /// Ids must be below this bound: an entry packs two of them and a rank into 64 bits.
  static let idBound = 1 << 21

  /// The rank of a pair that is no merge.
  static let none = UInt32.max

  /// All merges by rank.
  let merges: [Merge]
  /// The id that each rank makes.
  nonisolated(unsafe) private let results: UnsafePointer<Int32>
  /// What to add to a rank to get its id, where one number does for all, as in GPT-2; else -1.
  private let idOffset: Int32
  nonisolated(unsafe) private let slots: UnsafePointer<UInt64>
  private let mask: Int
  private static let empty = UInt64.max

  /// Of several merges of the same pair the first counts. All ids must be in 0..<idBound.
  init(_ merges: [Merge]) {
    self.merges = merges
    var capacity = 16
    while capacity < 2 * merges.count { capacity *= 2 }
    mask = capacity - 1
    let table = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
    table.initialize(repeating: Self.empty, count: capacity)
    let results = UnsafeMutablePointer<Int32>.allocate(capacity: max(merges.count, 1))
    for (rank, merge) in merges.enumerated() {
      results[rank] = merge.result
      let key = Self.key(merge.left, merge.right)
      var slot = Self.hash(key) & mask
      while table[slot] != Self.empty, table[slot] >> 22 != key { slot = (slot + 1) & mask }
      if table[slot] == Self.empty { table[slot] = key << 22 | UInt64(rank) }
    }
    let offset = merges.first?.result ?? -1
    let isRegular = merges.enumerated().allSatisfy { Int($1.result) == $0 + Int(offset) }
    idOffset = isRegular ? offset : -1
    slots = UnsafePointer(table)
    self.results = UnsafePointer(results)
  }

  deinit {
    slots.deallocate()
    results.deallocate()
  }

  /// The rank of the merge of two neighbors, or `none`.
  @inline(__always)
  func rank(_ left: Int32, _ right: Int32) -> UInt32 {
    let key = Self.key(left, right)
    var slot = Self.hash(key) & mask
    while true {
      let entry = slots[slot]
      if entry >> 22 == key { return UInt32(truncatingIfNeeded: entry & 0x3F_FFFF) }
      if entry == Self.empty { return Self.none }
      slot = (slot &+ 1) & mask
    }
  }

  /// The id that the merge of a rank makes.
  @inline(__always)
  func result(of rank: UInt32) -> Int32 {
    idOffset >= 0 ? Int32(bitPattern: rank) &+ idOffset : results[Int(rank)]
  }

  @inline(__always)
  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 21 | UInt64(UInt32(bitPattern: right))
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
