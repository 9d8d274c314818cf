// SPDX-License-Identifier: Apache-2.0

import Platform

/// The ids of words seen lately, for words of up to 15 bytes that make up to 4 ids: a hash table of
/// sets of two, where a new word displaces the one of its set that was not used last.
struct WordCache {
  /// A word as two numbers: its bytes padded with zeros, and its length in the last byte.
  struct Key: Equatable {
    var low: UInt64
    var high: UInt64
  }

  /// 32 bytes, so that looking up a word touches the one cache line of its set. The number of ids stands in the
  /// high byte of the first one; an empty entry has a key of no word.
  struct Entry {
    var key: Key
    var ids: SIMD4<Int32>

    @inline(__always)
    var count: Int { Int(ids.x >> 24) }
  }

  static let longestWord = 15
  static let mostIDs = 4
  private static let setBits = 15

  private let entries: UnsafeMutablePointer<Entry>

  init() {
    let size = 2 * MemoryLayout<Entry>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size << Self.setBits, alignment: size)
    memset(memory, 0, size << Self.setBits)
    entries = memory.bindMemory(to: Entry.self, capacity: 2 << Self.setBits)
  }

  func deallocate() {
    UnsafeMutableRawPointer(entries).deallocate()
  }

  /// The entry of a word, which becomes the one of its set that was used last; nil if it has none.
  @inline(__always)
  func find(_ key: Key) -> UnsafePointer<Entry>? {
    let set = set(of: key)
    if set[0].key == key { return UnsafePointer(set) }
    guard set[1].key == key else { return nil }
    (set[0], set[1]) = (set[1], set[0])
    return UnsafePointer(set)
  }

  func insert(_ entry: Entry) {
    let set = set(of: entry.key)
    set[1] = set[0]
    set[0] = entry
  }

  @inline(__always)
  private func set(of key: Key) -> UnsafeMutablePointer<Entry> {
    let mixed = (key.low ^ (key.high &* 0x9FB2_1C65_1E98_DF25)) &* 0x9E37_79B9_7F4A_7C15
    return entries + 2 &* Int(truncatingIfNeeded: mixed >> UInt64(64 - Self.setBits))
  }

  /// The key of a word of 1 to `longestWord` bytes in a text that ends at `end`.
  @inline(__always)
  static func key(_ word: UnsafePointer<UInt8>, length: Int, end: UnsafePointer<UInt8>) -> Key {
    let raw = UnsafeRawPointer(word)
    guard end - word >= 16 else { return shortKey(word, length: length) }
    let low = raw.loadUnaligned(as: UInt64.self).littleEndian
    let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
    let size = UInt64(length) << 56
    if length <= 8 {
      return Key(low: low & (~0 >> UInt64(64 - 8 * length)), high: size)
    }
    return Key(low: low, high: high & (~0 >> UInt64(128 - 8 * length)) | size)
  }

  /// The key of a word so near to the end of the text that 16 bytes cannot be read.
  @inline(never)
  private static func shortKey(_ word: UnsafePointer<UInt8>, length: Int) -> Key {
    var key = Key(low: 0, high: UInt64(length) << 56)
    for index in 0..<min(length, 8) { key.low |= UInt64(word[index]) << UInt64(8 * index) }
    for index in min(length, 8)..<length {
      key.high |= UInt64(word[index]) << UInt64(8 * index - 64)
    }
    return key
  }
}

extension WordCache.Entry {
  /// An entry of 1 to `WordCache.mostIDs` ids, each below `MergeTable.idBound`.
  init(key: WordCache.Key, ids source: UnsafePointer<Int32>, count: Int) {
    var ids = SIMD4<Int32>(repeating: 0)
    for index in 0..<count { ids[index] = source[index] }
    ids.x |= Int32(count) << 24
    self.init(key: key, ids: ids)
  }

  /// Writes the ids to `out`, which has room for `WordCache.mostIDs`, and returns how many count.
  @inline(__always)
  func write(to out: UnsafeMutablePointer<Int32>) -> Int {
    UnsafeMutableRawPointer(out).storeBytes(of: ids & 0xFF_FFFF, as: SIMD4<Int32>.self)
    return count
  }
}
