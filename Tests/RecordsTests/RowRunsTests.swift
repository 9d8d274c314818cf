// SPDX-License-Identifier: Apache-2.0

import Platform
import Testing

@testable import Records

@Suite struct RowRunsTests {
  private func runs(_ rows: [Int]) -> RowRuns {
    var runs = RowRuns()
    for row in rows { runs.append(row) }
    return runs
  }

  private func rows(_ runs: RowRuns) -> [Int] { (0..<runs.count).map { runs[$0] } }

  @Test(arguments: [[], [0], [7], [0, 1, 2], [0, 2, 4], [3, 4, 5, 9, 10, 12], [5, 6, 1, 2]])
  func rowsComeBackAsTheyWere(numbers: [Int]) {
    let runs = runs(numbers)
    #expect(runs.count == numbers.count && runs.all == numbers)
    #expect(rows(runs) == numbers)
  }

  /// A run that goes on in the next part is one run, and one that does not is another.
  @Test(arguments: [
    ([0, 1], [2, 3]), ([0, 1], [3, 4]), ([0, 1], []), ([], [4, 5]), ([], []), ([0, 2], [3, 5, 6]),
    ([4], [4]), ([1, 2, 3], [1, 2, 3]),
  ])
  func partsAreJoined(first: [Int], second: [Int]) {
    var joined = runs(first)
    joined.append(contentsOf: runs(second))
    #expect(joined.count == first.count + second.count && joined.all == first + second)
    #expect(rows(joined) == first + second)
  }

  @Test func rowsOfManyPartsComeBack() {
    var generator = SeededGenerator(seed: 4)
    var (joined, wanted) = (RowRuns(), [Int]())
    var row = 0
    for _ in 0..<40 {
      var part = RowRuns()
      for _ in 0..<generator.next(below: 6) {
        row += generator.next(below: 3) == 0 ? 3 : 1
        part.append(row)
        wanted.append(row)
      }
      joined.append(contentsOf: part)
    }
    #expect(joined.all == wanted && rows(joined) == wanted)
  }
}
