// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Fixes
import RowsTestSupport
import Tables
import Testing

@testable import Analyzers
@testable import Records
@testable import RuleEngine

/// Findings about files and about conversations, read as files are.
@Suite struct FileFindingTests {
  private func codes(_ text: String, _ path: String, settings: Settings = Settings()) throws
    -> [String]
  {
    let source = try TableSource(contents: Array(text.utf8), path: path)
    return try Linter(rules: ExampleRows.rules.get(), settings: settings).lint(source)
      .findings.map(\.code).filter { !$0.hasPrefix("ROW") }
  }

  @Test func aByteOrderMarkIsSeen() throws {
    let rows = "prompt,completion\na ->, first one END\nb ->, other one END\n"
    #expect(try codes("\u{FEFF}" + rows, "t.csv") == ["IO003"])
    #expect(try codes(rows, "t.csv") == [])
  }

  @Test func notesAreAboutTheInputAlone() throws {
    let text = "\u{FEFF}prompt;completion\na ->; first one END\n\nb ->; other one END\n"
    let source = try TableSource(contents: Array(text.utf8), path: "t.csv")
    let outcome = try Fixer(rules: ExampleRows.rules.get(), settings: Settings())
      .decide(source)
    #expect(outcome.applied.map(\.finding.code).sorted() == ["CSV005", "CSV007", "IO003"])
    #expect(outcome.after.findings.map(\.code) == ["ROW001"])
  }

  @Test func findingsNameTheUsersColumns() throws {
    let source = ExampleRows.source(
      [("a\u{0}b ->", " x END"), ("c ->", " y END")], columns: ["email", "queue"])
    var settings = Settings()
    settings.names = ColumnNames(prompt: "email", completion: "queue")
    let findings = try Linter(rules: ExampleRows.rules.get(), settings: settings).lint(source)
      .findings
    let finding = try #require(findings.first { $0.code == "UNI002" })
    #expect(finding.field == "email")
    #expect(finding.message == "the column `email` holds control characters in 1 row")
  }

  private static let chat = """
    {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]}
    {"messages": [{"role": "user", "content": "I am ann.lee@shop.io"}, {"role": "bot", "content": "Hello"}]}

    """

  @Test func chatsAreCheckedForStructureAndContent() throws {
    #expect(try codes(Self.chat, "t.jsonl") == ["CHT003", "CHT006", "PII001"])
  }

  /// A fix brings up the next: what `bot` says is an answer once it has its role.
  @Test func chatsAreFixed() throws {
    let source = try TableSource(contents: Array(Self.chat.utf8), path: "t.jsonl")
    let outcome = try Fixer(rules: ExampleRows.rules.get(), settings: Settings())
      .decide(source, policy: .everything)
    #expect(outcome.applied.map(\.step.code) == ["CHT003", "PII001"])
    #expect(!outcome.after.findings.contains { $0.severity == .error })
    let text = try Self.text(outcome)
    #expect(text.contains(#""I am [email]"},{"role":"assistant""#))
  }

  /// Behind a role that nobody knows there may be an answer.
  @Test func aChatWithoutAnAnswerIsDroppedOnceItsRolesAreKnown() throws {
    let rows = """
      {"messages":[{"role":"human","content":"Hi"}]}
      {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}

      """
    let source = try TableSource(contents: Array(rows.utf8), path: "t.jsonl")
    let outcome = try Fixer(rules: ExampleRows.rules.get(), settings: Settings()).decide(source)
    #expect(outcome.applied.map(\.step.code) == ["CHT003", "CHT006"])
    #expect(try Self.text(outcome) == rows.split(separator: "\n")[1] + "\n")
  }

  private static func text(_ outcome: Fixer.Outcome) throws -> String {
    var text: [UInt8] = []
    _ = try FixedRows(outcome).forEachBatch { text += $0.train }
    return String(decoding: text, as: UTF8.self)
  }

  @Test func rulesThatAreOffComeWhenCalled() throws {
    let rules = try ExampleRows.rules.get()
    #expect(!(try rules.selected([], ignoring: []).rules.contains { $0.id == "QLT001" }))
    let called = try rules.selected(["QLT"], ignoring: []).rules
    #expect(called.map(\.id) == rules.rules.map(\.id).filter { $0.hasPrefix("QLT") })
    #expect(called.contains { $0.id == "QLT001" })
  }
}
