// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// `assay fix --profile openai` as a script meets it.
@Suite struct OriginalPreparationTests {
  @Test("Row 11: writes the files and names them") func writesTheFilesAndNamesThem() throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\na/b,c\nd,e\n", to: "t.csv")
    let outcome = try BuiltBinary.run(
      ["fix", "--profile", "openai", "--yes", "t.csv"], in: folder.url)
    #expect(outcome.status == 0)
    #expect(outcome.output == "t_prepared.jsonl\n")
    #expect(
      try folder.text(of: "t_prepared.jsonl") == #"""
        {"prompt":"a\/b ->","completion":" c\n"}
        {"prompt":"d ->","completion":" e\n"}

        """#)
  }

  @Test func asksNothingWithoutATerminal() throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\na,b\nc,d\n", to: "t.csv")
    let outcome = try BuiltBinary.run(
      ["fix", "--profile", "openai", "t.csv"], in: folder.url, input: "y\ny\ny\n")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--yes"))
    #expect(try folder.names == ["t.csv"])
  }

  @Test(arguments: [
    ("t.csv", "prompt,completion\na,b\nc,d,e\n", "t.csv:3"), ("t.jsonl", "{\n", "t.jsonl:1"),
    ("t.json", #"{"prompt":"a","completion":"b"}"#, "t.json"), ("t.parquet", "x", "extension"),
  ])
  func stopsWithStatus2AndNoFile(_ name: String, _ text: String, _ told: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: name)
    let outcome = try BuiltBinary.run(
      ["fix", "--profile", "openai", "--yes", name], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(told))
    #expect(try folder.names == [name])
  }

  @Test func refusesOptionsOfTheOtherProfile() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(
      ["fix", "--profile", "openai", "--diff", "t.csv"], in: folder.url)
    #expect(outcome.status == 2)
  }
}
