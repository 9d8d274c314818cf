// SPDX-License-Identifier: Apache-2.0

import AssayCore
import BitCollections
import Dataset
import Records
import RowsTestSupport
import Testing

@testable import Fixes

@Suite struct SplitTests {
  private func split(
    _ rows: [(prompt: String, completion: String)], fraction: Double? = nil, seed: UInt64 = 1,
    batchSize: Int = 50, hasClasses: Bool = true
  ) throws -> BitSet {
    let source = ExampleRows.source(rows, batchSize: batchSize)
    let stream = RecordStream(source, names: ColumnNames(), threads: 2)
    return try Split(stream, fraction: fraction, seed: seed, hasClasses: hasClasses).valid
  }

  @Test func classesKeepTheirProportions() throws {
    let rows = (0..<300).map { (prompt: "p\($0)", completion: $0 % 3 == 0 ? " a" : " b") }
    let valid = try split(rows)
    #expect(valid.count == 60)
    #expect(rows.indices.filter { valid.contains($0) && $0 % 3 == 0 }.count == 20)
    #expect(try split(rows, batchSize: 7).count == 60)
  }

  /// Of 10 rows 6.6 and 3.4 are due: the class that lost more by whole rows has one more.
  @Test func theLargestRemainderGetsTheRowLeftOver() throws {
    let rows = (0..<100).map { (prompt: "p\($0)", completion: $0 < 66 ? " b" : " a") }
    let valid = try split(rows, fraction: 0.1)
    #expect(valid.count == 10)
    #expect((0..<66).filter { valid.contains($0) }.count == 7)
  }

  /// Ten prompts of a hundred rows each: whatever the chance, two of them are a fifth.
  @Test func fewLargeGroupsFillTheQuota() throws {
    let rows = (0..<1000).map { (prompt: "p\($0 / 100)", completion: " a") }
    for seed in 0..<UInt64(60) {
      let count = try split(rows, seed: seed, batchSize: 1000).count
      #expect(count == 200, "seed \(seed)")
    }
  }

  @Test func aRareClassIsOnBothSides() throws {
    let rows = (0..<100).map { (prompt: "p\($0)", completion: $0 < 2 ? " rare" : " b") }
    let valid = try split(rows)
    #expect([0, 1].filter { valid.contains($0) }.count == 1)
  }

  @Test func equalPromptsStayTogether() throws {
    let rows = (0..<200).map { (prompt: "p\($0 / 4)", completion: $0 % 8 < 4 ? " a" : " b") }
    let valid = try split(rows)
    for start in stride(from: 0, to: 200, by: 4) {
      #expect(Set((start..<start + 4).map { valid.contains($0) }).count == 1)
    }
  }

  /// Every completion is another one: there are no proportions, but prompts still stay together.
  @Test func textsAreDividedByTheirPrompts() throws {
    let rows = (0..<100).map { (prompt: "p\($0 / 2)", completion: " a text of row \($0)") }
    let valid = try split(rows, fraction: 0.1, hasClasses: false)
    #expect(valid.count == 10)
    for start in stride(from: 0, to: 100, by: 2) {
      #expect(valid.contains(start) == valid.contains(start + 1))
    }
    let bare = (0..<100).map { (prompt: "", completion: " a text of row \($0 / 2)") }
    let texts = try split(bare, fraction: 0.1, hasClasses: false)
    #expect(texts.count == 10)
    #expect((0..<50).allSatisfy { texts.contains($0 * 2) == texts.contains($0 * 2 + 1) })
  }

  @Test func theSizeIsCappedUnlessStated() throws {
    let rows = (0..<8000).map { (prompt: "p\($0)", completion: " \($0 % 4)") }
    #expect(try split(rows).count == 1000)
    #expect(try split(rows, fraction: 0.5).count == 4000)
  }

  @Test func theSeedDecides() throws {
    let rows = (0..<100).map { (prompt: "p\($0)", completion: " \($0 % 2)") }
    func valid(_ seed: UInt64) throws -> [Int] {
      let valid = try split(rows, seed: seed)
      return rows.indices.filter { valid.contains($0) }
    }
    #expect(try valid(1) == valid(1))
    #expect(try valid(1) != valid(2))
  }
}
