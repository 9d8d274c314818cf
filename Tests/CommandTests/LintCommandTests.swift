// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// `assay lint` and `assay rules` as a user runs them.
@Suite struct LintCommandTests {
  static let clean = (0..<500).map { number in
    #"{"prompt":"question \#(number) ->","completion":" \#(number) whole words END"}"# + "\n"
  }.joined()

  @Test func cleanDataEndsWithStatus0() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.clean, to: "clean.jsonl")
    let outcome = try BuiltBinary.run(
      ["lint", "clean.jsonl", "--format", "concise"], in: folder.url)
    #expect(outcome.status == 0)
    #expect(outcome.output == "no findings\n")
    #expect(outcome.errors == "")
  }

  @Test func findingsEndWithStatus1UnlessTheyAreBelowTheLimit() throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\na ->,x END\nb ->, y END\n", to: "bad.csv")
    let arguments = ["lint", "bad.csv", "--format", "concise", "--select", "WSP"]
    let outcome = try BuiltBinary.run(arguments, in: folder.url)
    #expect(outcome.status == 1)
    #expect(
      outcome.output == """
        bad.csv:2: warning WSP001 [safe fix] the completion does not start with a space in 1 row of 2
        1 warning (1 fixable)

        """)
    #expect(try BuiltBinary.run(arguments + ["--fail-on", "error"], in: folder.url).status == 0)
    #expect(try BuiltBinary.run(arguments + ["--fail-on", "never"], in: folder.url).status == 0)
    #expect(try BuiltBinary.run(arguments + ["--ignore", "WSP"], in: folder.url).status == 0)
  }

  /// The next command reads the file as this one did, and nobody trains on a test set.
  @Test func theNextCommandIsWhole() throws {
    let folder = try TemporaryFolder()
    try folder.write("Mails,\n\nmail text,team\nhello,A\nbye,B\n", to: "a b.csv")
    let columns = ["--prompt-column", "mail text", "--completion-column", "team"]
    let faulty = try BuiltBinary.run(
      ["lint", "a b.csv", "--header-line", "3"] + columns, in: folder.url)
    #expect(
      faulty.errors.hasSuffix(
        "next: assay fix 'a b.csv' --prompt-column 'mail text' --completion-column team --header-line 3\n"
      ), "\(faulty.errors)")
    try folder.write(Self.clean, to: "clean.jsonl")
    try folder.write(Self.clean, to: "test.jsonl")
    func next(_ words: String...) throws -> String {
      try BuiltBinary.run(["lint"] + words, in: folder.url).errors
    }
    #expect(try next("clean.jsonl") == "next: assay run clean.jsonl\n")
    #expect(try next("test.jsonl") == "next: assay eval -m MODEL -f test.jsonl\n")
    #expect(try next("clean.jsonl", "test.jsonl") == "" && next("clean.jsonl", "-q") == "")
  }

  @Test func jsonIsOneDocumentForAllFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.clean, to: "a.jsonl")
    try folder.write("prompt\tcompletion\nx\ty\n", to: "b.tsv")
    let outcome = try BuiltBinary.run(
      ["lint", "a.jsonl", "b.tsv", "--format", "json", "--output", "out.json"], in: folder.url)
    #expect(outcome.status == 1 && outcome.output == "")
    let text = try folder.text(of: "out.json")
    let files = try JSONParser.parse(Array(text.utf8), file: "out.json")["files"]?.array ?? []
    #expect(files.map { $0["path"]?.string } == ["a.jsonl", "b.tsv"])
    #expect(files.map { $0["format"]?.string } == ["jsonl", "tsv"])
    #expect(files.map { $0["rows"]?.integer } == [500, 1])
    #expect(files.first?["statistics"]?["separator"]?.string == " ->")
  }

  @Test(arguments: [
    ("prompt,answer\na,b\n", "--completion-column"), ("", "empty"),
    ("prompt,completion\n", "no row"), ("prompt,completion\n\"a,b\n", "quote"),
  ])
  func whatCannotBeCheckedEndsWithStatus2(_ text: String, _ hint: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "bad.csv")
    let outcome = try BuiltBinary.run(["lint", "bad.csv", "-o", "out.txt"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("bad.csv"))
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
    #expect(try folder.names == ["bad.csv"])
  }

  @Test func theUsersRulesAreUsedAndChecked() throws {
    let folder = try TemporaryFolder()
    let rule = ExampleRule.text
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "mine"), withIntermediateDirectories: true)
    try folder.write(rule, to: "mine/ROW900-nothing-there.yaml")
    try folder.write("prompt,completion\na,\nb, x\n", to: "t.csv")
    let lint = try BuiltBinary.run(
      ["lint", "t.csv", "--rules", "mine", "--select", "ROW900", "--format", "concise"],
      in: folder.url)
    #expect(lint.output.hasPrefix("t.csv:2: warning ROW900 [safe fix] empty in 1 row\n"))
    let check = try BuiltBinary.run(["rules", "--check", "mine"], in: folder.url)
    #expect(check.status == 0)
    try folder.write(
      rule.replacing("empty in 1 row\"", with: "empty in 2 rows\""),
      to: "mine/ROW900-nothing-there.yaml")
    let broken = try BuiltBinary.run(["rules", "--check", "mine"], in: folder.url)
    #expect(broken.status == 1)
    #expect(broken.output.contains("says \"empty in 1 row\", not \"empty in 2 rows\""))
  }

  @Test func rulesAreListedAndExplained() throws {
    let folder = try TemporaryFolder()
    let list = try BuiltBinary.run(["rules"], in: folder.url).output.split(separator: "\n")
    #expect(list.count > 30)
    #expect(list.contains { $0.hasPrefix("SEP001") })
    let page = try BuiltBinary.run(["rules", "SEP004"], in: folder.url).output
    for heading in ["Why", "Fix", "Source", "Example"] { #expect(page.contains("\n\(heading)\n")) }
    #expect(try BuiltBinary.run(["rules", "SEP999"], in: folder.url).status == 2)
  }
}
