// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// `assay convert` as people type it.
@Suite struct ConvertCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      {"instruction":"Sort the words.","input":"pear fig","output":"fig pear","source":"desk"}
      {"instruction":"Say hello.","input":"","output":"Hello!","source":"desk"}

      """, to: "alpaca.jsonl")
  }

  private func run(_ line: String) throws -> BuiltBinary.Outcome {
    try BuiltBinary.run(line.split(separator: " ").map(String.init), in: folder.url)
  }

  private func text(_ name: String) throws -> String { try folder.text(of: name) }

  @Test func aFileBecomesAnotherAndSaysWhatIsLeftOut() throws {
    let before = try text("alpaca.jsonl")
    let outcome = try run("convert alpaca.jsonl chats.jsonl --to messages --report r.json")
    #expect(outcome.status == 0 && outcome.output == "")
    #expect(outcome.errors.contains("read        2 rows of Alpaca\n"))
    #expect(outcome.errors.contains("wrote       chats.jsonl: 2 rows of messages\n"))
    #expect(
      outcome.errors.contains("left out    column `source` of 2 rows, such as desk (row 1)\n"))
    #expect(outcome.errors.hasSuffix("\nnext: assay lint chats.jsonl\n"))
    #expect(try text("chats.jsonl").hasPrefix(#"{"messages":[{"role":"user","content":"Sort"#))
    #expect(try text("r.json").contains(#""rows_out": 2"#))
    #expect(try text("alpaca.jsonl") == before)
    let lint = try run("lint chats.jsonl --format concise --fail-on error")
    #expect(lint.status == 0)
  }

  @Test func filesAreNotReplacedUnasked() throws {
    try folder.write("keep", to: "out.csv")
    #expect(try run("convert alpaca.jsonl out.csv --to prompt-completion").status == 2)
    #expect(try run("convert alpaca.jsonl alpaca.jsonl --to text --overwrite").status == 2)
    #expect(try text("out.csv") == "keep")
    let forced = try run("convert alpaca.jsonl out.csv --to prompt-completion --overwrite --quiet")
    #expect(forced.status == 0 && forced.errors == "")
    #expect(try text("out.csv").hasPrefix("prompt,completion\r\n\"Sort the words.\n\npear fig\""))
  }

  @Test func badRowsLeaveNoFile() throws {
    try folder.write(
      #"{"conversations":[{"from":"human","value":"a"},{"from":"gpt","value":"b"}]}"# + "\n"
        + #"{"conversations":[{"from":"owl","value":"a"}]}"#, to: "turns.jsonl")
    let outcome = try run("convert turns.jsonl out.jsonl --to messages")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: turns.jsonl:2 (row 2, column conversations): "))
    #expect(try folder.names == ["alpaca.jsonl", "turns.jsonl"])
  }

  /// The command that lint names works as it stands, and what it writes can be checked.
  @Test func theAdviceOfLintWorks() throws {
    let advice = try run("lint alpaca.jsonl").errors
    let command = try #require(advice.firstMatch(of: /assay (convert [^;]+);/)?.output.1)
    #expect(try run(String(command)).status == 0)
    #expect(try run("lint alpaca_pairs.jsonl --fail-on never").status == 0)
  }

  @Test func rowsComeFromStandardInputAndGoToStandardOutput() throws {
    let outcome = try BuiltBinary.run(
      ["convert", "-", "-", "--to", "text", "--input-format", "jsonl", "-q"], in: folder.url,
      input: #"{"prompt":"a ->","completion":" b"}"#)
    #expect(outcome.output == #"{"text":"a -> b"}"# + "\n" && outcome.status == 0)
  }
}
