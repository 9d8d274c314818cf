// SPDX-License-Identifier: Apache-2.0

import Platform
import Testing

@testable import Records

@Suite struct RowSetTests {
  private func random(_ count: Int, below limit: Int, seed: UInt64) -> [Int] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Int.random(in: 0..<limit, using: &generator) }
  }

  /// The same as a set of the standard library, across the borders of words.
  @Test(arguments: [1, 64, 65, 1000]) func rowsAreInOrOut(limit: Int) {
    let rows = random(40, below: limit, seed: UInt64(limit))
    let set = RowSet(rows)
    let expected = Set(rows)
    #expect(set.count == expected.count)
    #expect(!set.isEmpty)
    for row in 0..<limit + 70 { #expect(set.contains(row) == expected.contains(row)) }
  }

  @Test func emptySetsHoldNothing() {
    #expect(RowSet().isEmpty)
    #expect(RowSet().count == 0)
    #expect(!RowSet().contains(0))
    #expect(RowSet([63]).contains(63) && !RowSet([63]).contains(64))
  }

  @Test func setsAreJoinedAndSubtracted() {
    for seed in 0..<6 as Range<UInt64> {
      let left = random(30, below: 60 + 40 * Int(seed), seed: seed)
      let right = random(30, below: 200, seed: seed + 100)
      var joined = RowSet(left)
      joined.formUnion(RowSet(right))
      let union = Set(left).union(right)
      #expect(joined.count == union.count)
      #expect((0..<300).allSatisfy { joined.contains($0) == union.contains($0) })
      let rest = RowSet(left).subtracting(RowSet(right))
      let difference = Set(left).subtracting(right)
      #expect(rest.count == difference.count)
      #expect((0..<300).allSatisfy { rest.contains($0) == difference.contains($0) })
    }
  }

  /// Numbers with gaps, appended one by one and in parts.
  @Test func runsAreTheRowsThatWereAppended() {
    let rows = (0..<500).filter { $0 % 7 != 3 && $0 % 50 < 40 }
    var one = RowRuns()
    for row in rows { one.append(row) }
    var parts = RowRuns()
    for start in stride(from: 0, to: rows.count, by: 37) {
      var part = RowRuns()
      for row in rows[start..<min(start + 37, rows.count)] { part.append(row) }
      parts.append(contentsOf: part)
    }
    for runs in [one, parts] {
      #expect(runs.count == rows.count)
      #expect(runs.all == rows)
      for place in rows.indices { #expect(runs[place] == rows[place]) }
    }
  }

  @Test func runsOfNothingAreEmpty() {
    var runs = RowRuns()
    #expect(runs.count == 0 && runs.all == [])
    runs.append(contentsOf: RowRuns())
    #expect(runs.all == [])
    runs.append(9)
    runs.append(contentsOf: RowRuns())
    #expect(runs.all == [9] && runs[0] == 9)
  }
}
