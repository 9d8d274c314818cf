// SPDX-License-Identifier: Apache-2.0

import Platform

/// How many ids words seen lately make, for words of up to 15 bytes and as many ids: a hash table of
/// sets of four, where a word that is used moves up by one place and a new one displaces the last.
/// A set is one cache line, and the whole stays near the processor: waiting for memory is most of
/// what counting takes.
struct CountCache {
  /// A word's key with the number of its ids in the low half of the last byte, whose high half is the
  /// word's length; an empty entry has a key of no word.
  private typealias Entry = WordCache.Key

  static let mostIDs = 15
  private static let setBits = 14
  private static let ways = 4
  private static let countMask: UInt64 = 0x0F << 56

  private let entries: UnsafeMutablePointer<Entry>

  init() {
    let size = Self.ways * MemoryLayout<Entry>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size << Self.setBits, alignment: size)
    memset(memory, 0, size << Self.setBits)
    entries = memory.bindMemory(to: Entry.self, capacity: Self.ways << Self.setBits)
  }

  func deallocate() {
    UnsafeMutableRawPointer(entries).deallocate()
  }

  /// The number of ids of a word; nil if it is not known.
  @inline(__always)
  func find(_ key: WordCache.Key) -> Int? {
    let key = Self.packed(key)
    let set = set(of: key)
    return Self.count(of: key, in: set[0]) ?? findBelow(key, set)
  }

  /// - Parameter count: from 1 to `mostIDs`.
  func insert(_ key: WordCache.Key, count: Int) {
    var entry = Self.packed(key)
    let set = set(of: entry)
    for way in (1..<Self.ways).reversed() { set[way] = set[way - 1] }
    entry.high |= UInt64(count) << 56
    set[0] = entry
  }

  private func findBelow(_ key: Entry, _ set: UnsafeMutablePointer<Entry>) -> Int? {
    for way in 1..<Self.ways {
      guard let count = Self.count(of: key, in: set[way]) else { continue }
      (set[way - 1], set[way]) = (set[way], set[way - 1])
      return count
    }
    return nil
  }

  @inline(__always)
  private static func count(of key: Entry, in entry: Entry) -> Int? {
    guard entry.low == key.low, entry.high & ~countMask == key.high else { return nil }
    return Int(truncatingIfNeeded: (entry.high & countMask) >> 56)
  }

  /// The key with its length in the high half of the last byte.
  @inline(__always)
  private static func packed(_ key: WordCache.Key) -> Entry {
    let length = key.high >> 56
    return Entry(low: key.low, high: key.high & (~0 >> 8) | length << 60)
  }

  @inline(__always)
  private func set(of key: Entry) -> UnsafeMutablePointer<Entry> {
    let mixed = (key.low ^ (key.high &* 0x9FB2_1C65_1E98_DF25)) &* 0x9E37_79B9_7F4A_7C15
    return entries + Self.ways &* Int(truncatingIfNeeded: mixed >> UInt64(64 - Self.setBits))
  }
}
