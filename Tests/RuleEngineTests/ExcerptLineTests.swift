// SPDX-License-Identifier: Apache-2.0

import Reports
import Testing

@testable import RuleEngine

@Suite struct ExcerptLineTests {
  @Test(arguments: [8, 9, 20, 33])
  func caretsStandUnderWideText(_ width: Int) {
    let text = Array((String(repeating: "日本", count: 40) + "HERE" + "語").utf8)
    let line = ExcerptLine(text, range: 240..<244, width: width)
    #expect(line.middle == "HERE")
    #expect(TerminalWidth.of(line.text) <= width)
    let carets = line.carets ?? ""
    #expect(carets.prefix { $0 == " " }.count == TerminalWidth.of(line.before))
  }

  /// Of what the place leaves free a quarter is for what follows, or all that the text before it
  /// does not need.
  @Test func mostOfTheRoomIsForWhatComesBefore() {
    let side = String(repeating: "x", count: 100)
    let line = ExcerptLine(Array((side + "HERE" + side).utf8), range: 100..<104, width: 44)
    #expect(line.middle == "HERE")
    #expect(line.before == "…" + String(repeating: "x", count: 29))
    #expect(line.after == String(repeating: "x", count: 9) + "…")
    let early = ExcerptLine(Array(("ab" + "HERE" + side).utf8), range: 2..<6, width: 44)
    #expect(early.before == "ab")
    #expect(early.after == String(repeating: "x", count: 37) + "…")
  }

  @Test func onlyTheNeighborhoodOfALongRowIsDecoded() {
    let text = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_000)
    let line = ExcerptLine(text, range: 10_000_000..<10_000_004, width: 60)
    #expect(line.text.count == 60)
  }
}
