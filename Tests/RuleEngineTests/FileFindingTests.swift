// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
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

  @Test func chatsAreNotFixed() throws {
    let source = try TableSource(contents: Array(Self.chat.utf8), path: "t.jsonl")
    let error = #expect(throws: AssayError.self) {
      try Fixer(rules: ExampleRows.rules.get(), settings: Settings())
        .decide(source, policy: .everything)
    }
    #expect(error?.message == "chat data can be checked, but not fixed")
  }

  @Test func rulesThatAreOffComeWhenCalled() throws {
    let rules = try ExampleRows.rules.get()
    #expect(!(try rules.selected([], ignoring: []).rules.contains { $0.id == "QLT001" }))
    let called = try rules.selected(["QLT"], ignoring: []).rules
    #expect(called.map(\.id) == rules.rules.map(\.id).filter { $0.hasPrefix("QLT") })
    #expect(called.contains { $0.id == "QLT001" })
  }
}
