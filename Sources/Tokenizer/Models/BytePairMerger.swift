// SPDX-License-Identifier: Apache-2.0

/// Merges the bytes of one word: again and again the neighbors of the lowest rank, the leftmost of
/// equal ones, as in Sennrich, Haddow and Birch, "Neural Machine Translation of Rare Words with
/// Subword Units" (2016). Its memory is kept from word to word; one merger serves one thread.
struct BytePairMerger {
  private let merges: MergeTable
  private let byteIDs: UnsafePointer<Int32>
  private let bytePairRanks: UnsafePointer<UInt32>
  private let ids: UnsafeMutablePointer<Int32>
  private let ranks: UnsafeMutablePointer<UInt32>

  /// Up to this length a scan over all neighbors is quicker than a heap.
  static let scannedLength = 64

  init(_ vocabulary: Vocabulary) {
    merges = vocabulary.merges
    byteIDs = vocabulary.byteIDs
    bytePairRanks = vocabulary.bytePairRanks
    ids = .allocate(capacity: Self.scannedLength)
    ranks = .allocate(capacity: Self.scannedLength)
    ranks.initialize(repeating: MergeTable.none, count: Self.scannedLength)
  }

  func deallocate() {
    ids.deallocate()
    ranks.deallocate()
  }

  /// Writes the word's ids to `out`, which has room for one a byte, and returns how many they are.
  /// Quadratic up to `scannedLength` bytes, n log n beyond.
  func encode(
    _ word: UnsafePointer<UInt8>, count: Int, to out: UnsafeMutablePointer<Int32>
  ) -> Int {
    if count == 1 {
      out[0] = byteIDs[Int(word[0])]
      return 1
    }
    return count <= Self.scannedLength
      ? scan(word, count: count, to: out)
      : HeapMerge(merges).encode(word, count: count, byteIDs: byteIDs, to: out).written
  }

  /// Merges ids in their place and returns how many are left.
  func merge(_ all: UnsafeMutablePointer<Int32>, count: Int) -> Int {
    guard count > 1 else { return count }
    guard count <= Self.scannedLength else {
      return HeapMerge(merges).merge((0..<count).map { all[$0] }, to: all).written
    }
    ids.update(from: all, count: count)
    for index in 0..<count - 1 { ranks[index] = merges.rank(ids[index], ids[index + 1]) }
    return mergeScanned(last: count - 1, to: all)
  }

  private func scan(
    _ word: UnsafePointer<UInt8>, count: Int, to out: UnsafeMutablePointer<Int32>
  ) -> Int {
    let last = count &- 1
    for index in 0..<last {
      ids[index] = byteIDs[Int(word[index])]
      ranks[index] = bytePairRanks[Int(word[index]) << 8 | Int(word[index &+ 1])]
    }
    ids[last] = byteIDs[Int(word[last])]
    return mergeScanned(last: last, to: out)
  }

  /// Merges the ids up to the place `last` by the ranks of their pairs.
  @inline(__always)
  private func mergeScanned(last: Int, to out: UnsafeMutablePointer<Int32>) -> Int {
    var last = last
    while last > 0 {
      var best = MergeTable.none
      var place = 0
      for index in 0..<last where ranks[index] < best {
        best = ranks[index]
        place = index
      }
      if best == MergeTable.none { break }
      last = last &- 1
      join(place, rank: best, last: last)
    }
    out.update(from: ids, count: last &+ 1)
    return last &+ 1
  }

  /// Makes one id of those at `place` and `place + 1`; the last one then stands at `last`.
  @inline(__always)
  private func join(_ place: Int, rank: UInt32, last: Int) {
    ids[place] = merges.result(of: rank)
    var index = place &+ 1
    while index <= last {
      ids[index] = ids[index &+ 1]
      ranks[index] = ranks[index &+ 1]
      index = index &+ 1
    }
    if place < last { ranks[place] = merges.rank(ids[place], ids[place &+ 1]) }
    if place > 0 { ranks[place &- 1] = merges.rank(ids[place &- 1], ids[place]) }
  }
}
