// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct PandasColumnTests {
  private func affix(_ rows: [String], _ edge: PandasColumn.Edge) -> String {
    String(decoding: PandasColumn(rows).commonAffix(edge), as: UTF8.self)
  }

  @Test func findsWhatRowsShare() {
    #expect(affix(["abc ->", "b ->"], .suffix) == " ->")
    #expect(affix(["same", "same"], .suffix) == "same")
    #expect(affix(["only"], .prefix) == "only")
    #expect(affix([], .prefix) == "")
    #expect(affix(["ab", "abc", ""], .prefix) == "")
  }

  /// é and ê share their first byte, 👍🏽 and 👋🏽 their last scalar.
  @Test func keepsScalarsWhole() {
    #expect(affix(["é", "ê"], .prefix) == "")
    #expect(affix(["aé", "aê"], .prefix) == "a")
    #expect(affix(["👍🏽", "👋🏽"], .suffix) == "🏽")
    #expect(affix(["\u{E9}", "\u{3A9}\u{3A9}"], .suffix) == "")
  }

  /// A text counts up to its first NUL, so the prefix goes on through the first row.
  @Test func stopsComparingAtNUL() {
    #expect(affix(["a\0b", "a\0c"], .prefix) == "a\0b")
    #expect(affix(["ax", "b\0x"], .suffix) == "x")
    #expect(PandasColumn(["a\0b", "a\0c", "b"]).uniqueCount == 2)
  }

  @Test func dropsScalarsFromTheFront() {
    let column = PandasColumn(["éa👍b", "x", ""]).droppingPrefix(scalars: 2, replacedBy: [0x20])
    #expect((0..<3).map { column[$0] } == [" 👍b", " ", " "])
  }

  @Test func searchesBytes() {
    let column = PandasColumn(["aab", "", "abab c"])
    #expect(column.contains(Array("aab".utf8)))
    #expect(column.contains(Array("b c".utf8)))
    #expect(!column.contains(Array("ba b".utf8)))
    // No match across two rows.
    #expect(!PandasColumn(["ab", "cd"]).contains(Array("bc".utf8)))
  }

  @Test func groupsEqualRows() {
    let left = PandasColumn(["a", "a", "ab", "a"])
    let right = PandasColumn(["bc", "b", "c", "bc"])
    let groups = RowGroups(count: 4, columns: [left, right])
    #expect(groups.first == [0, 1, 2, 0])
    #expect(groups.repeated == [3])
  }
}
