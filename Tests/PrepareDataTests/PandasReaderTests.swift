// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import PrepareData

@Suite struct PandasReaderTests {
  private func read(_ text: String, _ name: String) throws -> PandasReader.Reading {
    let folder = try TemporaryFolder()
    return try PandasReader(path: try folder.write(text, to: name)).read()
  }

  private func error(_ text: String, _ name: String) -> AssayError? {
    #expect(throws: AssayError.self) { try read(text, name) }
  }

  @Test(arguments: [
    ("prompt,completion\na,x\n", "t.csv", "CSV"), ("prompt\tcompletion\na\tx\n", "T.TSV", "TSV"),
    ("a\nb", "t.txt", "TXT"), (#"[{"prompt":"a","completion":"x"}]"#, "t.jsonl", "JSON"),
    (
      #"{"prompt":"a","completion":"x"}"# + "\n" + #"{"prompt":"b","completion":"y"}"#, "t.json",
      "JSON"
    ),
  ])
  func filesOfOtherFormatsAreConverted(_ text: String, _ name: String, _ format: String) throws {
    let diagnosis = try read(text, name).diagnosis
    #expect(diagnosis.necessary == "Convert the file from \(format) to JSONL")
    #expect(diagnosis.notes.count == 1)
  }

  @Test(arguments: [
    (
      #"{"prompt":"a","completion":"x"}"# + "\n" + #"{"prompt":"b","completion":"y"}"#, "t.jsonl", 2
    ),
    (#"[{"prompt":"a","completion":"x"}]"#, "t.json", 1),
  ])
  func filesOfTheirFormatAreNot(_ text: String, _ name: String, _ count: Int) throws {
    let reading = try read(text, name)
    #expect(reading.diagnosis.necessary == nil && reading.frame.count == count)
  }

  @Test func theFormatIsToldByTheName() throws {
    #expect(error("prompt,completion\na,x\n", "t.parquet")?.code == .wrongFormat)
    #expect(error("x", "csv")?.code == .wrongFormat)
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "none.csv").path
    let error = #expect(throws: AssayError.self) { try PandasReader(path: path).read() }
    #expect(error?.message == "no such file")
  }

  @Test func faultsOfJSONHaveAPlace() {
    let line = error("{\"prompt\":\"a\",\"completion\":\"x\"}\n{\"prompt\" \"b\"}\n", "t.jsonl")
    #expect(line?.code == .faultyLine && line?.location?.line == 2 && line?.location?.column == 11)
    let document = error("[\n{\"prompt\":\"a\",}", "t.json")
    #expect(document?.location?.line == 2 && document?.message == "`,` or `]` was expected")
  }

  @Test(arguments: ["t.csv", "t.txt", "t.jsonl", "t.json"])
  func textMustBeUTF8(_ name: String) throws {
    let folder = try TemporaryFolder()
    let bytes = Data("prompt,completion\na,".utf8) + Data([0xE9, 0x0A])
    let path = try folder.write(bytes, to: name)
    let error = #expect(throws: AssayError.self) { try PandasReader(path: path).read() }
    #expect(error?.code == .notUtf8 && error?.location?.line == 2)
    #expect(error?.message == "byte 20 is not UTF-8")
  }
}
