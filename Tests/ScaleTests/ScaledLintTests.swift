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
      return "{\"prompt\":\"\(text)\(end)\",\"completion\":\" \(answer) \(number % 170) END\"\(note)}"
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

  /// Chats among prompts show their form only when all shards were seen.
  @Test func rowsOfTwoForms() throws {
    let chat = #"{"messages":[{"role":"user","content":"hello"},{"role":"assistant","content":"yes"}]}"#
    let lines = (0..<60).map { number in
      number % 20 == 19 ? chat : "{\"prompt\":\"\(words(number)) ->\",\"completion\":\" a\(number) END\"}"
    }
    try expectSame(try shards(lines, borders: [10, 35]))
  }

  @Test func chatsWithToolCalls() throws {
    let call = #"{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{"}}]}"#
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
