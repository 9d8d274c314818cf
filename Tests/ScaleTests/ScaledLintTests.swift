// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Platform
import RuleEngine
import Testing
import Workflows

@testable import Scale

/// Findings of many shards, against those of the same files as one in one process.
@Suite struct ScaledLintTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes lines as shards that end at some lines.
  private func shards(_ lines: [String], borders: [Int]) throws -> [String] {
    try zip([0] + borders, borders + [lines.count]).enumerated().map { number, border in
      try folder.write(
        lines[border.0..<border.1].map { $0 + "\n" }.joined(), to: "shard\(number).jsonl")
    }
  }

  private func expectSame(
    _ shards: [String], _ options: CheckOptions = CheckOptions(), least: Int = 1
  ) throws {
    let one = try #require(
      Linting(options).run(LintRequest([DataFile(joining: shards.map { DataFile($0) })]))
        .reports.first)
    let many = try ScaledLint(folder: folder, shards: shards, options: options).run()
    #expect(one.findings.count >= least)
    #expect(many.path == one.path && many.facts == one.facts)
    #expect(many.findings.map(\.code) == one.findings.map(\.code))
    for (left, right) in zip(one.findings, many.findings) { #expect(left == right) }
  }

  private func words(_ topic: Int, _ count: Int = 14) -> String {
    (0..<count).map { "word\((topic + $0 * 7) * 7919 % 997)" }.joined(separator: " ")
  }

  /// Rows that repeat, nearly repeat and contradict one another across shards, of which some lack the separator
  /// and some have a key that others lack; one shard is empty.
  @Test(arguments: [[40, 40, 133, 220], [1, 299], [150], []])
  func conditionalGeneration(borders: [Int]) throws {
    let lines = (0..<300).map { number -> String in
      let text = words(number % 110) + (number % 13 == 0 ? " indeed" : "")
      let end = number % 25 == 24 ? "" : " ->"
      let note = number % 40 == 39 ? ",\"note\":\"one two three four\"" : ""
      let answer = number % 7 == 0 ? "Answer" : "answer"
      return
        "{\"prompt\":\"\(text)\(end)\",\"completion\":\" \(answer) \(number % 170) END\"\(note)}"
    }
    try expectSame(try shards(lines, borders: borders), least: 6)
  }

  @Test func classification() throws {
    let labels = ["yes", "no", "No", "maybe "]
    let lines = (0..<200).map { number in
      "{\"completion\":\" \(labels[number % 17 % 4])\",\"prompt\":\"\(words(number % 90)) ->\"}"
    }
    try expectSame(try shards(lines, borders: [60, 61, 180]), least: 3)
  }

  /// Keys in another order in the second shard, and a column that the first does not have.
  @Test func columnsInAnotherOrder() throws {
    let lines = (0..<90).map { number in
      number < 45
        ? "{\"prompt\":\"\(words(number)) ->\",\"completion\":\" a\(number) END\"}"
        : "{\"id\":\(number),\"completion\":\" a\(number) END\",\"prompt\":\"\(words(number)) ->\"}"
    }
    try expectSame(try shards(lines, borders: [45]))
  }

  /// A class that one shard has a single row of and another none, and labels that differ by the space behind them.
  @Test func labelsThatAreRareInAShard() throws {
    let lines = (0..<150).map { number in
      let label = number == 3 ? "refund" : number > 100 && number % 9 == 0 ? "refund " : "top up"
      return "{\"prompt\":\"\(words(number)) ->\",\"completion\":\" \(label)\"}"
    }
    try expectSame(try shards(lines, borders: [50, 100]), least: 2)
  }

  /// Some shards have no completion, no prompt, or columns that the others lack.
  @Test func columnsThatShardsLack() throws {
    let lines = (0..<120).map { number -> String in
      let prompt = "\"prompt\":\"\(words(number)) ->\""
      let completion = "\"completion\":\" a\(number % 40) END\""
      switch number {
      case ..<40: return "{\(prompt),\(completion)}"
      case ..<60: return "{\(prompt)}"
      case ..<80: return "{\(completion),\"score\":\(number)}"
      default: return "{\"topic\":\"\(words(number, 3))\",\(completion),\(prompt)}"
      }
    }
    try expectSame(try shards(lines, borders: [40, 60, 80]), least: 3)
  }

  /// Tables as exports have them: columns in another order, blank lines, a byte-order mark.
  @Test(arguments: ["csv", "tsv"])
  func tables(format: String) throws {
    let mark = format == "csv" ? "," : "\t"
    let paths = try (0..<3).map { shard -> String in
      let header = shard == 1 ? ["completion", "id", "prompt"] : ["prompt", "completion", "id"]
      let rows = (0..<40).map { row -> String in
        let number = row + 30 * shard
        let cells = [
          "prompt": "\(words(number % 25)) ->", "completion": " a\(number % 30) END",
          "id": "\(number)",
        ]
        return header.map { cells[$0] ?? "" }.joined(separator: mark)
      }
      let start = shard == 0 ? "\u{FEFF}" : ""
      let lines = [header.joined(separator: mark)] + rows + ["", ""]
      return try folder.write(
        start + lines.joined(separator: shard == 1 ? "\r\n" : "\n"),
        to: "t\(shard).\(format)")
    }
    try expectSame(paths, least: 2)
  }

  /// Chats among prompts show their form only when all shards were seen.
  @Test(arguments: [[10, 35], [20, 40]])
  func rowsOfTwoForms(borders: [Int]) throws {
    let chat =
      #"{"messages":[{"role":"user","content":"hello"},{"role":"assistant","content":"yes"}]}"#
    let lines = (0..<60).map { number in
      number % 20 == 19
        ? chat : "{\"prompt\":\"\(words(number)) ->\",\"completion\":\" a\(number) END\"}"
    }
    try expectSame(try shards(lines, borders: borders))
  }

  @Test func chatsWithToolCalls() throws {
    let call =
      #"{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{"}}]}"#
    let lines = (0..<40).map { number in
      number % 9 == 8
        ? #"{"messages":[{"role":"user","content":"\#(words(number))"},\#(call)]}"#
        : #"{"messages":[{"role":"user","content":"\#(words(number % 20))"},{"role":"assistant","content":"ok"}]}"#
    }
    try expectSame(try shards(lines, borders: [8, 20]), least: 2)
  }

  @Test func optionsCount() throws {
    let lines = (0..<80).map { number in
      "{\"q\":\"\(words(number % 30)) =>\",\"a\":\" \(words(number % 11, 200))\",\"quality\":\(number % 5)}"
    }
    var options = CheckOptions()
    (options.promptColumn, options.completionColumn) = ("q", "a")
    options.maxTokens = 100
    options.separator = " =>"
    try expectSame(try shards(lines, borders: [30, 55]), options, least: 2)
  }

  /// Secrets, stray characters, broken encodings, blank rows, other scripts, each once in some shard.
  @Test func rowsOfEveryKind() throws {
    let odd = [
      "write to jane@example.com", "key AKIAIOSFODNN7EXAMPLE here", "caf\u{00C3}\u{00A9} au lait",
      "zero\u{200B}width",
      "tab\\there", "   ", "", "null", "N/A", "\u{FFFD} lost", "As an AI language model, I cannot",
      "TODO",
      "{{name}}", "<b>bold</b>", "so  many   spaces", "\u{0007}bell", "ends with a space ", "same",
    ]
    let lines = (0..<144).map { number -> String in
      let text = odd[number % odd.count]
      let escaped = text.replacing("\u{0007}", with: "\\u0007")
      return number % 2 == 0
        ? "{\"prompt\":\"\(words(number % 60)) \(escaped)\",\"completion\":\"answer \(number % 50)\"}"
        : "{\"prompt\":\"\(words(number % 60))\",\"completion\":\" \(escaped)\"}"
    }
    try expectSame(try shards(lines, borders: [20, 77, 100]), least: 8)
  }

  /// The same input gives the same bytes.
  @Test func filesAreTheSameInEveryRun() throws {
    let lines = (0..<120).map { number in
      "{\"prompt\":\"\(words(number % 50)) ->\",\"completion\":\" a\(number % 60) END\"}"
    }
    let shards = try shards(lines, borders: [50])
    _ = try ScaledLint(folder: folder, shards: shards).run()
    let names = try folder.names
    let before = try names.map { try folder.text(of: $0) }
    _ = try ScaledLint(folder: folder, shards: shards).run()
    #expect(try folder.names == names)
    #expect(try names.map { try folder.text(of: $0) } == before)
  }
}
