// SPDX-License-Identifier: Apache-2.0

import HeapModule

/// The merge of one long word with a heap of candidate pairs over a linked list of the ids that are
/// left: n log n, so that a megabyte without a space is no trap.
struct HeapMerge {
  private let merges: MergeTable

  init(_ merges: MergeTable) {
    self.merges = merges
  }

  /// Writes the word's ids to `out`, which has room for one a byte.
  /// - Returns: how many they are, and how many candidates were looked at for that.
  func encode(
    _ word: UnsafePointer<UInt8>, count: Int, byteIDs: UnsafePointer<Int32>,
    to out: UnsafeMutablePointer<Int32>
  ) -> (written: Int, candidates: Int) {
    merge((0..<count).map { byteIDs[Int(word[$0])] }, to: out)
  }

  /// Merges ids and writes what is left to `out`.
  func merge(
    _ all: [Int32], to out: UnsafeMutablePointer<Int32>
  ) -> (written: Int, candidates: Int) {
    // `next` of the last id is `count`; an id that was merged away has rank `none` for ever.
    var ids = all
    let count = ids.count
    var next = Array(1...count)
    var previous = Array(-1..<count - 1)
    var ranks = [UInt32](repeating: MergeTable.none, count: count)
    for index in 0..<count - 1 { ranks[index] = merges.rank(ids[index], ids[index + 1]) }
    var heap = Heap(
      ranks.indices.lazy.filter { ranks[$0] != MergeTable.none }
        .map { MergeCandidate(rank: ranks[$0], place: $0) })

    var candidates = 0
    while let candidate = heap.popMin() {
      candidates += 1
      let (rank, place) = (candidate.rank, candidate.place)
      guard ranks[place] == rank else { continue }  // Overtaken by another merge.
      let gone = next[place]
      ids[place] = merges.result(of: rank)
      ranks[gone] = MergeTable.none
      next[place] = next[gone]
      if next[place] < count { previous[next[place]] = place }
      for left in [previous[place], place] where left >= 0 {
        ranks[left] = next[left] < count ? merges.rank(ids[left], ids[next[left]]) : MergeTable.none
        if ranks[left] != MergeTable.none {
          heap.insert(MergeCandidate(rank: ranks[left], place: left))
        }
      }
    }

    var written = 0
    var place = 0
    while place < count {
      out[written] = ids[place]
      written += 1
      place = next[place]
    }
    return (written, candidates)
  }
}

/// A place in a word where two ids may be merged: lowest rank first, leftmost first among equals.
struct MergeCandidate: Comparable {
  /// Rank in the high 22 bits, place in the low 42.
  private let bits: UInt64
  private static let placeBits: UInt64 = 42

  init(rank: UInt32, place: Int) {
    bits = UInt64(rank) << Self.placeBits | UInt64(place)
  }

  var rank: UInt32 { UInt32(bits >> Self.placeBits) }
  var place: Int { Int(bits & (1 << Self.placeBits - 1)) }

  static func < (left: MergeCandidate, right: MergeCandidate) -> Bool { left.bits < right.bits }
}
