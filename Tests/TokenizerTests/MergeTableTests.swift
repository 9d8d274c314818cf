// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@testable import Tokenizer

@Suite struct MergeTableTests {
  private func merge(_ left: Int32, _ right: Int32, _ result: Int32) -> MergeTable.Merge {
    MergeTable.Merge(left: left, right: right, result: result)
  }

  @Test func aPairHasTheRankOfItsPlace() {
    let table = MergeTable([merge(1, 2, 10), merge(2, 1, 11), merge(10, 11, 12)])
    #expect(table.rank(1, 2) == 0)
    #expect(table.rank(2, 1) == 1)
    #expect(table.rank(10, 11) == 2)
    #expect(table.rank(1, 1) == MergeTable.none)
    #expect((0..<3).map { table.result(of: $0) } == [10, 11, 12])
  }

  @Test func idsNeedNotFollowTheRanks() {
    let table = MergeTable([merge(1, 2, 90), merge(3, 4, 7), merge(5, 6, 91)])
    #expect((0..<3).map { table.result(of: $0) } == [90, 7, 91])
  }

  @Test func theFirstOfSeveralMergesOfAPairCounts() {
    let table = MergeTable([merge(1, 2, 10), merge(1, 2, 11)])
    #expect(table.rank(1, 2) == 0)
  }

  @Test func withoutMergesNothingIsOne() {
    #expect(MergeTable([]).rank(0, 0) == MergeTable.none)
  }

  @Test func largeIDsAndManyPairsAreToldApart() {
    let last = Int32(MergeTable.idBound - 1)
    let merges = (0..<5_000).map { merge(last - $0, $0, $0 % 7) }
    let table = MergeTable(merges)
    for rank in 0..<5_000 {
      #expect(table.rank(last - Int32(rank), Int32(rank)) == UInt32(rank))
      #expect(table.rank(Int32(rank), last - Int32(rank)) == MergeTable.none)
    }
  }
}

@Suite struct CandidateHeapTests {
  private func drain(_ heap: CandidateHeap) -> [[Int]] {
    var heap = heap
    var items: [[Int]] = []
    while let (rank, place) = heap.popFirst() { items.append([Int(rank), place]) }
    return items
  }

  @Test func givesTheLowestRankFirstAndOfEqualsTheLeftmost() {
    var heap = CandidateHeap()
    for (rank, place) in [(5, 1), (3, 9), (3, 2), (8, 0)] {
      heap.insert(rank: UInt32(rank), place: place)
    }
    #expect(drain(heap) == [[3, 2], [3, 9], [5, 1], [8, 0]])
    #expect(drain(CandidateHeap()).isEmpty)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 8, 31, 100])
  func appendedItemsAreOrderedAtOnce(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    var appended = CandidateHeap()
    var inserted = CandidateHeap()
    var wanted: [[Int]] = []
    for place in 0..<count {
      let rank = generator.next(below: 6)
      appended.append(rank: UInt32(rank), place: place)
      inserted.insert(rank: UInt32(rank), place: place)
      wanted.append([rank, place])
    }
    appended.order()
    wanted.sort { ($0[0], $0[1]) < ($1[0], $1[1]) }
    #expect(drain(appended) == wanted)
    #expect(drain(inserted) == wanted)
  }

  @Test func largestRanksAndPlacesKeepTheirBits() {
    var heap = CandidateHeap()
    heap.insert(rank: 1 << 22 - 1, place: 1 << 40)
    #expect(drain(heap) == [[1 << 22 - 1, 1 << 40]])
  }
}
