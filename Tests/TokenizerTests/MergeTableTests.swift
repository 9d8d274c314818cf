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

@Suite struct MergeCandidateTests {
  @Test func theLowestRankIsFirstAndOfEqualsTheLeftmost() {
    let places = [(5, 1), (3, 9), (3, 2), (8, 0)]
    let sorted = places.map { MergeCandidate(rank: UInt32($0.0), place: $0.1) }.sorted()
    #expect(sorted.map(\.place) == [2, 9, 1, 0] && sorted.map(\.rank) == [3, 3, 5, 8])
  }

  @Test func largestRanksAndPlacesKeepTheirBits() {
    let candidate = MergeCandidate(rank: 1 << 22 - 1, place: 1 << 40)
    #expect(candidate.rank == 1 << 22 - 1 && candidate.place == 1 << 40)
  }
}
