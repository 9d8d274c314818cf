// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Ranks

@Suite struct RankGroupTests {
  /// Values of a rank whose sum depends on the order of adding.
  private static func values(of rank: Int, _ count: Int) -> [Float] {
    (0..<count).map { index in
      Float(index % 7 + 1) * (rank == 1 ? 1e8 : rank == 2 ? -1e8 : 0.3)
    }
  }

  @Test(arguments: [(1, 5), (2, 1), (2, 16), (2, 100), (3, 100), (3, 4097), (4, 33)])
  func aRankGetsTheSumsOfItsPartInTheOrderOfTheRanks(ranks: Int, count: Int) {
    let results = ThreadTransport.run(ranks, pieceCount: 40) { group in
      var own = Self.values(of: group.rank, count)
      own.withUnsafeMutableBufferPointer { group.reduce($0.baseAddress!, count: count) }
      return own
    }
    for (rank, result) in results.enumerated() {
      let part = ThreadTransport.run(ranks) { $0.part(of: count) }[rank]
      for index in 0..<count {
        let own = Self.values(of: rank, count)[index]
        let sum = (0..<ranks).reduce(into: Float(0)) { sum, other in
          let value = Self.values(of: other, count)[index]
          sum = other == 0 ? value : sum + value
        }
        #expect(result[index] == (part.contains(index) ? sum : own), "\(rank) \(index)")
      }
    }
  }

  @Test(arguments: [(2, 1), (2, 100), (3, 4097), (4, 33)])
  func allGetThePartThatEachOwns(ranks: Int, count: Int) {
    let results = ThreadTransport.run(ranks, pieceCount: 40) { group in
      var values = [Float](repeating: -1, count: count)
      for index in group.part(of: count) { values[index] = Float(1000 * group.rank + index) }
      values.withUnsafeMutableBufferPointer { group.share($0.baseAddress!, count: count) }
      return values
    }
    #expect(Set(results).count == 1)
    #expect(results[0].enumerated().allSatisfy { Int($1) % 1000 == $0 % 1000 })
    #expect(!results[0].contains(-1))
  }

  @Test(arguments: [1, 2, 3, 5], [0, 1, 15, 16, 17, 1000])
  func partsCoverAllValuesOnce(ranks: Int, count: Int) {
    let parts = ThreadTransport.run(ranks) { $0.part(of: count) }
    #expect(parts.flatMap { Array($0) } == Array(0..<count))
    #expect(parts.dropLast().allSatisfy { $0.upperBound == count || $0.upperBound % 16 == 0 })
  }

  @Test func numbersComeInTheOrderOfTheRanks() {
    let results = ThreadTransport.run(3) { $0.gather([Double($0.rank), 0.5]) }
    #expect(results.allSatisfy { $0 == [[0, 0.5], [1, 0.5], [2, 0.5]] })
  }

  @Test func theLeaderDecides() {
    #expect(ThreadTransport.run(3) { $0.agree(on: $0.rank + 7) } == [7, 7, 7])
    #expect(ThreadTransport.run(3) { $0.isLeader } == [true, false, false])
  }

  @Test func aProcessWithoutOthersKeepsItsOwn() {
    let group = RankGroup.alone
    #expect(group.isLeader)
    #expect(group.count == 1)
    #expect(group.part(of: 21) == 0..<21)
    #expect(group.gather([1, 2]) == [[1, 2]])
    #expect(group.agree(on: true))
    var values: [Float] = [1, 2, 3]
    values.withUnsafeMutableBufferPointer {
      group.reduce($0.baseAddress!, count: 3)
      group.share($0.baseAddress!, count: 3)
    }
    #expect(values == [1, 2, 3])
  }
}
