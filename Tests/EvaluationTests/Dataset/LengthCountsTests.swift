// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Evaluation

@Suite struct LengthCountsTests {
  private func counts(_ lengths: [Int]) -> LengthCounts {
    var counts = LengthCounts()
    for length in lengths { counts.add(length) }
    return counts
  }

  @Test func nothingIsZero() {
    let empty = counts([])
    #expect(empty.rows == 0 && empty.total == 0 && empty.mean == 0)
    #expect(empty.shortest == 0 && empty.longest == 0 && empty.quantile(0.5) == 0)
    #expect(empty.bins(atMost: 20).isEmpty && empty.rows(above: 0) == 0)
  }

  @Test func sumsAndEdges() {
    let found = counts([3, 1, 8, 3])
    #expect(found.rows == 4 && found.total == 15 && found.mean == 3.75)
    #expect(found.shortest == 1 && found.longest == 8)
    #expect(found.rows(above: 3) == 1 && found.rows(above: 2) == 3 && found.rows(above: 8) == 0)
  }

  /// The nearest rank: the least length that the share does not exceed.
  @Test(arguments: [(0.0, 1), (0.1, 1), (0.11, 2), (0.5, 5), (0.51, 6), (0.95, 10), (1, 10)])
  func quantiles(_ share: Double, _ expected: Int) {
    #expect(counts(Array(1...10).reversed()).quantile(share) == expected)
  }

  @Test func barsHaveOneWidthAndHoldAllRows() {
    for longest in [1, 7, 19, 20, 21, 99, 450, 12_345] {
      let bins = counts(Array(0...longest)).bins(atMost: 20)
      #expect(bins.count <= 20 && bins.reduce(0) { $0 + $1.rows } == longest + 1)
      let widths = Set(bins.map { $0.high - $0.low + 1 })
      #expect(widths.count == 1)
      for (left, right) in zip(bins, bins.dropFirst()) { #expect(left.high + 1 == right.low) }
      #expect(bins.first?.low == 0 && (bins.last?.high ?? 0) >= longest)
    }
  }

  @Test func shortRangesHaveABarForEachLength() {
    let bins = counts([4, 4, 6]).bins(atMost: 20)
    #expect(bins.map(\.low) == [4, 5, 6] && bins.map(\.rows) == [2, 0, 1])
  }

  @Test func widthsAreRound() {
    let bins = counts([0, 190]).bins(atMost: 20)
    #expect(bins.first?.high == 19 || bins.first?.high == 9)
    #expect(counts([0, 191]).bins(atMost: 11).first?.high == 19)
  }
}
