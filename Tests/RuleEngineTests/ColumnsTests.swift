// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RuleEngine

@Suite struct ColumnsTests {
  @Test(arguments: [("abc", 3), ("日本", 4), ("👍", 2), ("é", 1), ("e\u{301}", 1), ("", 0)])
  func countsAsATerminalDoes(_ text: String, _ columns: Int) {
    #expect(Columns.count(text) == columns)
  }

  @Test func cutsWithoutOverflow() {
    #expect(Columns.prefix("日本語", 5) == "日本")
    #expect(Columns.suffix("日本語", 5) == "本語")
    #expect(Columns.suffix("abc", 9) == "abc")
  }

  @Test(arguments: [8, 9, 20, 33])
  func caretsStandUnderWideText(_ width: Int) {
    let text = Array((String(repeating: "日本", count: 40) + "HERE" + "語").utf8)
    let line = ExcerptLine(text, range: 240..<244, width: width)
    #expect(line.middle == "HERE")
    #expect(Columns.count(line.text) <= width)
    let carets = line.carets ?? ""
    #expect(carets.prefix { $0 == " " }.count == Columns.count(line.before))
  }

  @Test func onlyTheNeighbourhoodOfALongRowIsDecoded() {
    let text = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_000)
    let line = ExcerptLine(text, range: 10_000_000..<10_000_004, width: 60)
    #expect(line.text.count == 60)
  }
}
