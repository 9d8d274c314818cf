// SPDX-License-Identifier: Apache-2.0

import Tables
import Testing

@testable import LanguageServer

/// Where values and cells stand in a text, and how they are written there.
@Suite struct PlaceTests {
  private func find<Value>(_ text: String, _ body: (JSONPlaces) -> Value) -> Value {
    Array(text.utf8).withUnsafeBufferPointer { body(JSONPlaces(bytes: $0)) }
  }

  // MARK: Values of JSON

  @Test(
    arguments: [
      ("12,", 2), ("true}", 4), ("null", 4), (#""a""#, 3), (#""a\"b""#, 6), (#""\\""#, 4),
      ("{}", 2), ("[1,[2]]x", 7), (#"{"a":"}"}"#, 9), (#"["]"]"#, 5), ("-1.5e3 ", 6),
    ] as [(String, Int)])
  func valuesEnd(_ text: String, _ end: Int) {
    #expect(find(text) { $0.end(ofValueAt: 0) } == end)
  }

  @Test(arguments: ["", ",", "}", "\"a", "[1", "{\"a\"", "[\"a]", "\"a\\", ":"] as [String])
  func valuesThatDoNotEnd(_ text: String) {
    #expect(find(text) { $0.end(ofValueAt: 0) } == nil)
  }

  @Test(
    arguments: [
      (#"{"a":1}"#, 5..<6), (#"{ "b" : 2 , "a" : "x" }"#, 18..<21), (#"{"a":1,"a":22}"#, 11..<13),
      (#"{"b":{"a":1},"a":[1]}"#, 17..<20), (#"{"b":1}"#, nil), ("{}", nil), ("[1]", nil),
      ("", nil),
      (#"{"a" 1}"#, nil), (#"{"a":}"#, nil), (#"{"a":1 "b":2}"#, 5..<6), (#"{a:1}"#, nil),
      (#"{"b":1,"a":2"#, 11..<12),
    ] as [(String, Range<Int>?)])
  func membersAreFoundByTheirKeys(_ text: String, _ range: Range<Int>?) {
    #expect(find(text) { $0.value(of: "a", inObjectAt: 0) } == range)
  }

  @Test(
    arguments: [
      ("[1, 22 ,\n3]", [1..<2, 4..<6, 9..<10]), ("1 2", [0..<1, 2..<3]), ("[]", []), ("", []),
      ("\u{FEFF}[1]", [4..<5]), (" [ {} ]", [3..<5]), ("[1,,2]", [1..<2, 4..<5]),
      ("[1, \"a]", [1..<2]),
      ("{}\n{}", [0..<2, 3..<5]),
    ] as [(String, [Range<Int>])])
  func elementsOfATextAreFound(_ text: String, _ ranges: [Range<Int>]) {
    #expect(find(text) { $0.elements() } == ranges)
  }

  @Test func blanksArePassed() {
    #expect(find(" \t\r\nx") { $0.afterBlanks(0) } == 4)
    #expect(find("x ") { $0.afterBlanks(0) } == 0)
    #expect(find("  ") { $0.afterBlanks(1) } == 2)
  }

  // MARK: Cells

  private func cell(_ text: String, _ form: CellPlace.Form) -> (CellPlace, [UInt8]) {
    let bytes = Array("..\(text)..".utf8)
    return (CellPlace(range: 2..<bytes.count - 2, form: form), bytes)
  }

  @Test(
    arguments: [
      (#""a\nb""#, CellPlace.Form.jsonString, "a\nb"), (#""\u00e9""#, .jsonString, "é"),
      ("12", .jsonOther, "12"), ("\"a \"\"b\"\"\"", .quoted, "a \"b\""), ("\"\"", .quoted, ""),
      ("a b", .plain, "a b"), ("", .plain, ""), (#""broken"#, .jsonString, ""),
    ] as [(String, CellPlace.Form, String)])
  func cellsSayTheirText(_ text: String, _ form: CellPlace.Form, _ said: String) {
    let (cell, bytes) = cell(text, form)
    #expect(String(decoding: cell.decoded(bytes), as: UTF8.self) == said)
  }

  @Test(
    arguments: [
      ("abc", CellPlace.Form.plain, [2, 3, 5, 5]), ("123", .jsonOther, [2, 3, 5, 5]),
      ("\"abc\"", .quoted, [3, 4, 6, 6]), ("\"a\"\"b\"", .quoted, [3, 4, 7, 7]),
      (#""abc""#, .jsonString, [3, 4, 6, 6]), (#""\nb""#, .jsonString, [3, 5, 6, 6]),
      (#""\u0041b""#, .jsonString, [3, 9, 10, 10]),
      (#""\ud83d\ude00""#, .jsonString, [3, 3, 3, 15]),
      (#""\u20acb""#, .jsonString, [3, 3, 9, 10]), (#""\u07ffb""#, .jsonString, [3, 3, 10, 10]),
      (#""\u0800b""#, .jsonString, [3, 3, 9, 10]), (#""\ud83dx""#, .jsonString, [3, 3, 9, 10]),
    ] as [(String, CellPlace.Form, [Int])])
  func bytesOfWhatIsSaidAreFound(_ text: String, _ form: CellPlace.Form, _ places: [Int]) {
    let (cell, bytes) = cell(text, form)
    #expect([0, 1, 3, 4].map { cell.place(ofDecoded: $0, in: bytes) } == places)
  }

  @Test(
    arguments: [
      (CellPlace.Form.jsonString, "a\"b", #""a\"b""#), (.jsonOther, "1", #""1""#),
      (.quoted, "a\"b", "\"a\"\"b\""), (.quoted, "", "\"\""), (.plain, "a b", "a b"),
      (.plain, "a,b", "\"a,b\""), (.plain, "a\"b", "\"a\"\"b\""), (.plain, "a\nb", "\"a\nb\""),
      (.plain, "a\rb", "\"a\rb\""), (.plain, "a;b", "a;b"), (.plain, "", ""),
    ] as [(CellPlace.Form, String, String)])
  func cellsAreWrittenAsTheyWere(_ form: CellPlace.Form, _ text: String, _ written: String) {
    let cell = CellPlace(range: 0..<0, form: form)
    let bytes = cell.encoded(Array(text.utf8), delimiter: UInt8(ascii: ","))
    #expect(String(decoding: bytes, as: UTF8.self) == written)
  }

  @Test func cellsOfATableEndAtTheirDelimiter() throws {
    let text = EditedText("p\tc\n\"a\tb\"\t\"x\"y\tz\n")
    let places = RowPlaces(text, format: .tsv, columns: ["p", "c", "d", "e"])
    #expect(places.delimiter == 0x09)
    let first = try #require(places.cell("p", row: 0, line: 2))
    #expect(text.text(first.range) == "\"a\tb\"" && first.form == .quoted)
    // Text behind the quotes: bytes are all that is known of it.
    let second = try #require(places.cell("c", row: 0, line: 2))
    #expect(text.text(second.range) == "\"x\"y" && second.form == .plain)
    #expect(places.cell("d", row: 0, line: 2).map { text.text($0.range) } == "z")
    #expect(places.cell("e", row: 0, line: 2) == nil && places.cell("q", row: 0, line: 2) == nil)
    #expect(places.row(0, line: 0) == nil && places.row(0, line: 4) == nil)
    let lines = RowPlaces(text, format: .txt, columns: [])
    #expect(lines.cell("any", row: 0, line: 1).map { text.text($0.range) } == "p\tc")
    #expect(lines.delimiter == nil)
    // What is written in place of a cell must not be written over what else stands on its line.
    let unknown = RowPlaces(text, format: .arrow, columns: ["p"])
    #expect(unknown.cell("p", row: 0, line: 2) == nil)
  }

  @Test func elementsAreFoundByTheirLineWhereRowsWereLeftOut() {
    let text = EditedText("[1,\n2,\n3]")
    let places = RowPlaces(text, format: .json, columns: [])
    #expect(places.row(1, line: 2) == 4..<5)
    #expect(places.row(0, line: 3) == 7..<8)
    #expect(places.row(5, line: 1) == 1..<2)
  }
}
