// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import PrepareData

@Suite struct PandasJSONTests {
  private let json = PandasJSON(file: "t.json")

  private func pairs(_ frame: PairFrame) -> [[String]] {
    (0..<frame.count).map { [frame.prompt[$0], frame.completion[$0]] }
  }

  private func lines(_ text: String) throws -> FrameReading? {
    try json.lines(Array(text.utf8))
  }

  private func document(_ text: String) throws -> FrameReading {
    try json.document(Array(text.utf8))
  }

  private func stop(_ text: String) -> AssayError? {
    do throws(PandasJSON.Failure) {
      _ = try json.document(Array(text.utf8))
      return nil
    } catch {
      if case .stopped(let reason) = error { return reason }
      return nil
    }
  }

  // MARK: - Lines

  @Test func linesAreRows() throws {
    let reading = try #require(
      try lines(
        "\n{\"prompt\":\"a\",\"completion\":\"x\"}\n  \n {\"completion\":\"y\",\"prompt\":\"b\"} \n"
      ))
    #expect(pairs(reading.frame) == [["a", "x"], ["b", "y"]])
    #expect(reading.violations == [])
    #expect(reading.frame.index == .range(2))
  }

  @Test func oneRowIsNoFileOfLines() throws {
    #expect(try lines(#"{"prompt":"a","completion":"x"}"#) == nil)
  }

  @Test func aBrokenRowGainsAComma() throws {
    let reading = try #require(
      try lines(
        "{\"prompt\":\"a\",\"completion\":\"x\ny\"}\n{\"prompt\":\"b\",\"completion\":\"z\"}"))
    #expect(pairs(reading.frame) == [["a", "x,y"], ["b", "z"]])
    #expect(reading.violations.map(\.code) == [.lineBreakMadeComma])
  }

  @Test func missingKeysBecomeText() throws {
    let reading = try #require(
      try lines("{\"prompt\":\"a\"}\n{\"completion\":\"y\",\"prompt\":null}\n"))
    #expect(pairs(reading.frame) == [["a", "nan"], ["None", "y"]])
    #expect(reading.violations.map(\.code) == [.missingMadeText])
    #expect(reading.violations[0].values["list"] == "0, 1")
    #expect(reading.violations[0].rowCount == 2)
  }

  @Test func otherValuesBecomeText() throws {
    let reading = try #require(
      try lines(
        "{\"prompt\":\"a\",\"completion\":[1]}\n{\"prompt\":\"b\",\"completion\":true}\n{\"prompt\":\"c\",\"completion\":\"z\"}"
      ))
    #expect(pairs(reading.frame).map { $0[1] } == ["[1]", "True", "z"])
    #expect(reading.violations.map(\.code) == [.valuesMadeText])
    #expect(reading.violations[0].values["list"] == "0, 1")
  }

  @Test func aRepeatedKeyIsTold() throws {
    let reading = try #require(
      try lines(
        "{\"prompt\":\"a\",\"prompt\":\"b\",\"completion\":\"x\",\"completion\":\"y\"}\n{\"prompt\":\"c\",\"completion\":\"z\"}"
      ))
    #expect(pairs(reading.frame) == [["b", "y"], ["c", "z"]])
    #expect(reading.violations.map(\.code) == [.duplicateKey])
    #expect(reading.violations[0].values["detail"] == "`completion`, `prompt`")
    #expect(reading.violations[0].rowCount == 1)
  }

  // MARK: - Documents

  @Test func anArrayOfObjectsIsRows() throws {
    let reading = try document(#"[{"Prompt":"a","COMPLETION":"x","other":1}]"#)
    #expect(pairs(reading.frame) == [["a", "x"]])
    #expect(reading.frame.columns.map(\.text) == ["Prompt", "COMPLETION", "other"])
  }

  @Test func anObjectIsColumns() throws {
    let lists = try document(#"{"prompt":["a","b"],"completion":["x","y"]}"#)
    #expect(pairs(lists.frame) == [["a", "x"], ["b", "y"]])
    #expect(lists.frame.index == .range(2))
    let labeled = try document(#"{"prompt":{"5":"a","7":"b"},"completion":{"5":"x","7":"y"}}"#)
    #expect(pairs(labeled.frame) == [["a", "x"], ["b", "y"]])
    #expect(labeled.frame.index == .numbers([5, 7]))
  }

  @Test func otherDocumentsStop() {
    #expect(stop("7")?.message == "the document is a single value")
    #expect(stop("7")?.code == .faultyLine)
    #expect(
      stop(#"[{"prompt":"a"}]"#)?.message == "the column `completion` is missing; found `prompt`")
    #expect(stop(#"[{"prompt":"a"}]"#)?.code == .missingColumn)
    #expect(stop(#"[{"prompt":"a","completion":"x"}, 7]"#)?.message == "a row is not an object")
    #expect(stop(#"[{"prompt":"a","completion":"x"}, 7]"#)?.location?.row == 1)
    #expect(stop("[]")?.code == .missingColumn)
    #expect(stop("[7]")?.message == "the column `prompt` is missing")
  }

  // MARK: - Places

  @Test func theFirstFaultyLineIsNamed() throws {
    let fault = try #require(PandasJSON.faultyLine(Array("{}\n\n  {\"a\" 1}\n{".utf8)))
    #expect(fault.line == 3 && fault.column == 6 && fault.reason == "`:` was expected")
    #expect(PandasJSON.faultyLine(Array("{}\n[1]".utf8)) == nil)
  }

  @Test(arguments: [(0, 1, 1), (2, 1, 3), (3, 2, 1), (5, 2, 3), (6, 3, 1)])
  func offsetsHavePlaces(_ offset: Int, _ line: Int, _ column: Int) {
    let place = PandasJSON.place(of: offset, in: Array("ab\ncd\nef".utf8))
    #expect(place.line == line && place.column == column)
  }
}
