// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// Errors as objects, for programs that start assay with `ASSAY_ERROR_FORMAT=json`.
@Suite struct ErrorObjectTests {
  private func error(
    of arguments: [String], in folder: TemporaryFolder
  ) throws -> JSONValue? {
    let outcome = try BuiltBinary.run(
      arguments, in: folder.url, environment: ["ASSAY_ERROR_FORMAT": "json"])
    #expect(outcome.status == 2)
    let line = outcome.errors.split(separator: "\n").last.map(String.init) ?? ""
    return try JSONParser.parse(Array(line.utf8), file: "error")["error"]
  }

  @Test(arguments: ["lint", "fix", "stats"])
  func aFaultInAFileHasItsPlace(command: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"prompt": "a", "completion": " b"}"# + "\n" + #"{"prompt": "c"#, to: "cut.jsonl")
    let error = try error(of: [command, "cut.jsonl"], in: folder)
    #expect(error?["file"] == "cut.jsonl" && error?["row"] == 1 && error?["line"] == 2)
    #expect(error?["code"] == "JSON002" && error?["field"] == .null)
    #expect(error?["remedy"]?.string?.isEmpty == false)
  }

  @Test func eachOfSeveralFaultsIsAnObject() throws {
    let folder = try TemporaryFolder()
    for name in ["one.jsonl", "two.jsonl"] { try folder.write("{", to: name) }
    let outcome = try BuiltBinary.run(
      ["lint", "one.jsonl", "two.jsonl"], in: folder.url,
      environment: ["ASSAY_ERROR_FORMAT": "json"])
    let files = try outcome.errors.split(separator: "\n").map { line in
      try JSONParser.parse(Array(line.utf8), file: "error")["error"]?["file"]?.string
    }
    #expect(files == ["one.jsonl", "two.jsonl"])
  }

  @Test func aWrongOptionIsOneToo() throws {
    let folder = try TemporaryFolder()
    let error = try error(of: ["lint", "a.csv", "--promt-column", "text"], in: folder)
    #expect(error?["message"] == "assay lint has no option '--promt-column'")
    #expect(error?["remedy"] == "Did you mean --prompt-column?")
    #expect(error?["file"] == .null)
  }

  @Test func peopleReadALine() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(["stats", "missing.csv"], in: folder.url)
    #expect(outcome.errors.hasPrefix("error: missing.csv: "))
  }
}
