// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import PrepareData

/// JSON documents that are one object of columns.
@Suite struct ColumnDocumentTests {
  private func read(_ text: String) throws(PandasJSON.Failure) -> FrameReading {
    try PandasJSON(file: "t.json").document(Array(text.utf8))
  }

  private func pairs(_ text: String) throws -> [[String]] {
    FrameTests.pairs(try read(text).frame)
  }

  private func message(_ text: String) -> String? {
    do throws(PandasJSON.Failure) {
      _ = try read(text)
      return nil
    } catch {
      if case .stopped(let reason) = error { return reason.message }
      return "refused"
    }
  }

  @Test func oneValueStandsForAllRows() throws {
    #expect(try pairs(#"{"prompt":["a","b"],"completion":"x"}"#) == [["a", "x"], ["b", "x"]])
    #expect(
      try pairs(#"{"prompt":{"0":"a","1":"b"},"completion":7}"#) == [["a", "7"], ["b", "7"]])
  }

  @Test func labelsAreUnited() throws {
    let reading = try read(#"{"prompt":{"1":"a","2":"b"},"completion":{"2":"y","3":"z"}}"#)
    #expect(FrameTests.pairs(reading.frame) == [["a", "nan"], ["b", "y"], ["nan", "z"]])
    #expect(reading.frame.index == .numbers([1, 2, 3]))
    #expect(reading.violations.map(\.code) == [.missingMadeText])
    #expect(reading.violations[0].values["list"] == "0, 2")
  }

  /// The labels of a single column are sorted, as texts.
  @Test func labelsOfOneColumnAreSorted() throws {
    let reading = try read(#"{"prompt":{"10":"a","9":"b"},"completion":"x"}"#)
    #expect(FrameTests.pairs(reading.frame) == [["a", "x"], ["b", "x"]])
    #expect(reading.frame.index == .numbers([10, 9]))
    let other = try read(#"{"prompt":{"b":"1","a":"2"},"completion":"x"}"#)
    #expect(FrameTests.pairs(other.frame).map { $0[0] } == ["2", "1"])
    #expect(other.frame.index == .texts([[0x61], [0x62]]))
  }

  @Test func valuesThatAreNoTextAreTold() throws {
    let reading = try read(#"{"prompt":["a","b"],"completion":[1,null]}"#)
    #expect(FrameTests.pairs(reading.frame).map { $0[1] } == ["1.0", "nan"])
    #expect(reading.violations.map(\.code) == [.missingMadeText, .valuesMadeText])
    #expect(reading.violations.map { $0.values["list"] } == ["1", "0"])
  }

  @Test(arguments: [
    (#"{"prompt":"a","completion":"x"}"#, "the document is one row, not a list of rows"),
    (#"{"prompt":["a"],"completion":["x","y"]}"#, "the columns are of different lengths"),
    (
      #"{"prompt":["a"],"completion":{"0":"x"}}"#,
      "some columns are arrays and others are objects"
    ),
    (
      #"{"prompt":["a"],"text":["x"]}"#,
      "the column `completion` is missing; found `prompt`, `text`"
    ),
    (#"{"prompt":["a"],"completion":["x"]"#, "refused"),
  ])
  func otherObjectsStop(_ text: String, _ reason: String) {
    #expect(message(text) == reason)
  }

  @Test func surplusColumnsCountForTheLength() {
    #expect(
      message(#"{"prompt":"a","completion":"x","id":[1,2]}"#) == nil)
    #expect(
      message(#"{"prompt":["a"],"completion":["x"],"id":[1,2]}"#)
        == "the columns are of different lengths")
  }
}
