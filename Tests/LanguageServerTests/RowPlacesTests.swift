// SPDX-License-Identifier: Apache-2.0

import Tables
import Testing

@testable import LanguageServer

@Suite struct RowPlacesTests {
  private func places(_ text: String, _ format: TableFormat, _ columns: [String] = []) -> (
    RowPlaces, EditedText
  ) {
    let text = EditedText(text)
    return (RowPlaces(text, format: format, columns: columns), text)
  }

  @Test func membersOfObjectsAreFound() throws {
    let (places, text) = places(
      #"{"a":{"prompt":1},"prompt" : "x\n\"é","completion":" 7"}"# + "\n" + #"{"prompt":12}"#,
      .jsonl)
    let cell = try #require(places.cell("prompt", row: 0, line: 1))
    #expect(text.text(cell.range) == #""x\n\"é""#)
    #expect(String(decoding: cell.decoded(text.bytes), as: UTF8.self) == "x\n\"é")
    let second = try #require(places.cell("prompt", row: 1, line: 2))
    #expect(text.text(second.range) == "12" && second.form == .jsonOther)
    #expect(places.cell("other", row: 0, line: 1) == nil)
    #expect(places.cell("prompt", row: 9, line: 9) == nil)
  }

  @Test func bytesOfATextAreFoundBehindItsEscapes() throws {
    let (places, text) = places(#"{"p":"a\n\u00e9\ud835\udd4fz"}"#, .jsonl)
    let cell = try #require(places.cell("p", row: 0, line: 1))
    // a, a line break, two bytes of é, four of 𝕏, z.
    let found = [0, 1, 2, 4, 8, 9].map { cell.place(ofDecoded: $0, in: text.bytes) - 5 }
    #expect(found == [1, 2, 4, 10, 22, 23])
  }

  @Test func cellsOfTablesAreFound() throws {
    let (places, text) = places(
      "p,c\r\n\"say \"\"a, b\"\"\nnow\",x y\r\n,\"\"\r\n", .csv, ["p", "c"])
    let quoted = try #require(places.cell("p", row: 0, line: 2))
    #expect(String(decoding: quoted.decoded(text.bytes), as: UTF8.self) == "say \"a, b\"\nnow")
    #expect(quoted.place(ofDecoded: 5, in: text.bytes) == quoted.range.lowerBound + 7)
    let plain = try #require(places.cell("c", row: 0, line: 2))
    #expect(text.text(plain.range) == "x y")
    #expect(places.cell("c", row: 1, line: 4)?.decoded(text.bytes) == [])
    #expect(
      String(decoding: plain.encoded(Array("x, y".utf8), delimiter: 0x2C), as: UTF8.self)
        == "\"x, y\"")
  }

  /// Rows go with what parts them from the others.
  @Test(arguments: [
    ([0], #"[{"a":2}, {"a":3}]"#), ([1], #"[{"a":1}, {"a":3}]"#), ([2], #"[{"a":1}, {"a":2}]"#),
    ([0, 1], #"[{"a":3}]"#), ([1, 2], #"[{"a":1}]"#), ([0, 2], #"[{"a":2}]"#), ([0, 1, 2], "[]"),
  ])
  func rowsOfAnArrayGo(_ rows: [Int], _ left: String) {
    let (places, text) = places(#"[{"a":1}, {"a":2}, {"a":3}]"#, .json)
    var edited = text
    for range in places.removals(of: rows.map { ($0, 1) }).sorted(by: {
      $0.lowerBound > $1.lowerBound
    }) {
      edited.replace(range, with: "")
    }
    #expect(edited.text(0..<edited.bytes.count) == left)
  }

  @Test func linesGoWithTheirEnds() {
    let (places, text) = places("p,c\r\na,b\r\n\"x\ny\",z\r\nc,d", .csv, ["p", "c"])
    let removals = places.removals(of: [(1, 3)])
    #expect(removals.map { text.text($0) } == ["\"x\ny\",z\r\n"])
  }
}
