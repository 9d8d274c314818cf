// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// Files that cannot be read among others: the others are checked, forms for machines say what is
/// wrong, and each message has the code of a rule.
@Suite struct UnreadFileTests {
  private static let ragged = "prompt,completion\na ->, x END\nb, c ->, y END\n"
  private static let sound = "prompt,completion\na ->,x END\nb ->, y END\n"

  private static func makeFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(ragged, to: "ragged.csv")
    try folder.write(sound, to: "sound.csv")
    try folder.write("{'prompt': 'a'}\n", to: "quotes.jsonl")
    return folder
  }

  private func lint(_ folder: TemporaryFolder, _ arguments: String...) throws
    -> BuiltBinary.Outcome
  {
    try BuiltBinary.run(["lint", "--no-cache", "--isolated"] + arguments, in: folder.url)
  }

  @Test func allMessagesAreSaidAndTheOtherFilesChecked() throws {
    let folder = try Self.makeFolder()
    let outcome = try lint(
      folder, "ragged.csv", "sound.csv", "quotes.jsonl", "--format", "concise", "--select", "WSP")
    #expect(outcome.status == 2)
    #expect(outcome.output.hasPrefix("sound.csv:2: warning WSP001"))
    #expect(!outcome.output.contains("ragged.csv"))
    #expect(outcome.errors.contains("error: ragged.csv:3 (row 2): CSV001: the row has 3 cells"))
    #expect(outcome.errors.contains("error: quotes.jsonl:1:2 (row 1): JSON001: "))
  }

  @Test func formsForMachinesHoldTheFault() throws {
    let folder = try Self.makeFolder()
    let outcome = try lint(folder, "ragged.csv", "--format", "json", "--output", "sarif=a.sarif")
    #expect(outcome.status == 2)
    #expect(try !folder.names.contains("a.sarif"))
    let document = try JSONParser.parse(Array(outcome.output.utf8), file: "out")
    let file = try #require(document["files"]?.array?.first)
    #expect(file["rows"] == .null && file["task"] == .null && file["format"] == .null)
    let finding = try #require(file["findings"]?.array?.first)
    #expect(finding["code"] == "CSV001" && finding["severity"] == "error")
    #expect(finding["line"] == 3 && finding["rows"] == [1])
    #expect(document["summary"]?["errors"] == 1)
  }

  /// Programs that mark rows get all of them, not the first alone.
  @Test(arguments: [
    (
      "lines.jsonl", "{\"p\":1}\n{\"p\":x}\n\n{\"p\":2}\n{\"p\" 3}\n{\"p\":4},x\n", "JSON001",
      [1, 3, 4]
    ),
    ("cells.csv", "p,c\na,b\na\na,b\n\na\n", "CSV001", [1, 3]),
  ]) func allFaultyRowsAreInTheFinding(
    _ name: String, _ text: String, code: String, rows: [Int]
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: name)
    let outcome = try lint(folder, name, "--format", "json")
    #expect(outcome.status == 2)
    let document = try JSONParser.parse(Array(outcome.output.utf8), file: "out")
    let finding = try #require(document["files"]?.array?.first?["findings"]?.array?.first)
    #expect(finding["code"] == .string(code), "\(outcome.output)")
    #expect(finding["rows"] == .array(rows.map { .integer($0) }), "\(outcome.output)")
    #expect(finding["row_count"] == .integer(rows.count))
  }

  @Test func sarifSaysThatTheRunFailed() throws {
    let folder = try Self.makeFolder()
    let bad = try lint(folder, "ragged.csv", "--format", "sarif")
    let run = try #require(
      JSONParser.parse(Array(bad.output.utf8), file: "out")["runs"]?.array?.first)
    #expect(run["invocations"]?.array?.first?["executionSuccessful"] == false)
    let result = try #require(run["results"]?.array?.first)
    let index = try #require(result["ruleIndex"]?.integer)
    #expect(run["tool"]?["driver"]?["rules"]?.array?[index]["id"] == "CSV001")
    let good = try lint(folder, "sound.csv", "--format", "sarif")
    #expect(good.output.contains(#""executionSuccessful": true"#))
  }

  @Test func otherFormsNameTheFaultOnce() throws {
    let folder = try Self.makeFolder()
    let junit = try lint(folder, "ragged.csv", "--format", "junit", "--fail-on", "never")
    #expect(junit.output.contains(#"tests="1" failures="1""#) && junit.status == 2)
    let github = try lint(folder, "ragged.csv", "--format", "github")
    #expect(github.output.hasPrefix("::error file=ragged.csv,line=3,title=CSV001 ragged-row::"))
    let markdown = try lint(folder, "ragged.csv", "--format", "markdown")
    #expect(markdown.output.contains("could not be read"))
    for format in ["html", "jsonl", "gitlab"] {
      #expect(try lint(folder, "ragged.csv", "--format", format).output.contains("CSV001"))
    }
  }

  @Test func aFileThatIsNotThereIsNoFinding() throws {
    let folder = try Self.makeFolder()
    let outcome = try lint(folder, "sound.csv", "none.csv", "--format", "json")
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(outcome.errors == "error: none.csv: there is no such file. Check the path\n")
  }

  @Test func missingColumnsAreGuessed() throws {
    let folder = try TemporaryFolder()
    try folder.write("id,Question,my answer\n1,a,b\n", to: "qa.csv")
    try folder.write("id,Question,answer\n1,a,b\n", to: "qb.csv")
    #expect(
      try lint(folder, "qa.csv").errors.contains(
        "COL001: there is no column `prompt` and no column `completion`; the columns are `id`, "
          + "`Question`, `my answer`. Name those that hold them with --prompt-column NAME and "))
    #expect(
      try lint(folder, "qb.csv").errors.contains(
        "Name them: --prompt-column Question --completion-column answer"))
  }

  /// What the advice says can be done, and loses no text.
  @Test func columnsThatBelongTogetherAreJoined() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<12).map {
      let input = $0 % 3 == 0 ? "" : "2 and \($0)"
      return #"{"instruction":"Add \#($0).","input":"\#(input)","output":"\#($0)x"}"#
    }
    try folder.write(rows.joined(separator: "\n"), to: "alpaca.jsonl")
    let refused = try lint(folder, "alpaca.jsonl")
    let advice = [
      "--prompt-template", #"{instruction}\n\n{input}"#, "--completion-column", "output",
    ]
    #expect(
      refused.errors.contains(
        "\(advice[0]) '\(advice[1])' \(advice[2...].joined(separator: " "))"))
    let fixed = try BuiltBinary.run(
      ["fix", "alpaca.jsonl", "-o", "out.jsonl"] + advice, in: folder.url)
    #expect(fixed.status == 0, "\(fixed.errors)")
    let lines = try folder.text(of: "out.jsonl").split(separator: "\n")
    #expect(lines[0] == #"{"prompt":"Add 0.\n\n###\n\n","completion":" 0x END"}"#)
    #expect(
      lines[1] == #"{"prompt":"Add 1.\n\n2 and 1\n\n###\n\n","completion":" 1x END"}"#)
    #expect(try lint(folder, "alpaca.jsonl", "--prompt-template", "{x}").status == 2)
  }

  @Test func otherShapesOfDataAreNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"prompt":"a","chosen":"b","rejected":"c"}"#, to: "preferences.jsonl")
    try folder.write(#"{"conversations":[{"from":"human","value":"b"}]}"#, to: "turns.jsonl")
    // Preferences can be checked as they are.
    let preferences = try lint(folder, "preferences.jsonl", "--select", "PREF,CHT,COL")
    #expect(preferences.status == 0, "\(preferences.output)\(preferences.errors)")
    #expect(
      try lint(folder, "turns.jsonl").errors.contains(
        "assay convert turns.jsonl turns_messages.jsonl --to messages"))
  }

  @Test func plainTextNeedsNoColumnNames() throws {
    let folder = try TemporaryFolder()
    try folder.write(" one END\n two END\n", to: "lines.txt")
    let outcome = try lint(folder, "lines.txt", "--completion-column", "answer", "--select", "STOP")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let fixed = try BuiltBinary.run(
      ["fix", "lines.txt", "--yes", "--completion-column", "answer"], in: folder.url)
    #expect(fixed.status == 0, "\(fixed.errors)")
  }
}
