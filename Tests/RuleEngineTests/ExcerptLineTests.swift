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

  /// What is as wide as the line is whole; of what is wider the mark takes a column.
  @Test(arguments: [(7, "abcdef"), (6, "abcdef"), (5, "abcd…"), (1, "…"), (0, ""), (-1, "")])
  func linesEndWhereTheyAreFull(_ width: Int, _ shown: String) {
    let line = ExcerptLine(Array("abcdef".utf8), range: nil, width: width)
    #expect(line.text == shown && line.carets == nil)
  }

  @Test(arguments: [(11, "abcdef"), (10, "abcdef"), (9, "…cdef"), (5, "…"), (4, "")])
  func linesBeginWhereTheyAreFull(_ width: Int, _ shown: String) {
    let line = ExcerptLine(Array("abcdefHERE".utf8), range: 6..<10, width: width)
    #expect(line.before == shown && line.middle == "HERE" && line.after.isEmpty)
  }

  /// Bytes inside of a character mean the whole of it; those behind the text mean nothing.
  @Test(arguments: [(1..<2, "é"), (2..<3, "é"), (0..<2, "aé"), (2..<4, "éb"), (3..<4, "b")])
  func placesAreWholeCharacters(_ range: Range<Int>, _ middle: String) {
    let line = ExcerptLine(Array("aéb".utf8), range: range, width: 20)
    #expect(line.middle == middle && line.text == "aéb")
    #expect(ExcerptLine(Array("aéb".utf8), range: 3..<5, width: 20).carets == nil)
  }

  @Test func spacesAreShown() {
    let line = ExcerptLine(Array("a  b".utf8), range: 1..<3, width: 20)
    #expect(line.text == "a··b" && line.carets == " ^^")
    let empty = ExcerptLine(Array("ab".utf8), range: 1..<1, width: 20)
    #expect(empty.text == "ab" && empty.carets == " ^")
  }

  @Test func onlyTheNeighborhoodOfALongRowIsDecoded() {
    let text = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_000)
    let line = ExcerptLine(text, range: 10_000_000..<10_000_004, width: 60)
    #expect(line.text.count == 60)
  }
}
