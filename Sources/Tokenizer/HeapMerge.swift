// SPDX-License-Identifier: Apache-2.0

/// The merge of one long word with a heap of candidate pairs over a linked list of the ids that are
/// left: n log n, so that a megabyte without a space is no trap.
struct HeapMerge {
  private let merges: MergeTable

  init(_ merges: MergeTable) {
    self.merges = merges
  }

  /// Writes the word's ids to `out`, which has room for one a byte, and returns how many they are.
  func encode(
    _ word: UnsafePointer<UInt8>, count: Int, byteIDs: UnsafePointer<Int32>,
    to out: UnsafeMutablePointer<Int32>
  ) -> Int {
    // `next` of the last id is `count`; an id that was merged away has rank `none` for ever.
    var ids = (0..<count).map { byteIDs[Int(word[$0])] }
    var next = Array(1...count)
    var previous = Array(-1..<count - 1)
    var ranks = [UInt32](repeating: MergeTable.none, count: count)
    var heap = CandidateHeap()
    for index in 0..<count - 1 {
      ranks[index] = merges.rank(ids[index], ids[index + 1])
      if ranks[index] != MergeTable.none { heap.append(rank: ranks[index], place: index) }
    }
    heap.order()

    while let (rank, place) = heap.popFirst() {
      guard ranks[place] == rank else { continue }  // Overtaken by another merge.
      let gone = next[place]
      ids[place] = merges.result(of: rank)
      ranks[gone] = MergeTable.none
      next[place] = next[gone]
      if next[place] < count { previous[next[place]] = place }
      for left in [previous[place], place] where left >= 0 {
        ranks[left] = next[left] < count ? merges.rank(ids[left], ids[next[left]]) : MergeTable.none
        if ranks[left] != MergeTable.none { heap.insert(rank: ranks[left], place: left) }
      }
    }

    var written = 0
    var place = 0
    while place < count {
      out[written] = ids[place]
      written += 1
      place = next[place]
    }
    return written
  }
}
