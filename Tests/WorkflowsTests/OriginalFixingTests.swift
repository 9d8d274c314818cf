// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import PrepareData
import RuleEngine
import RuleLibrary
import Testing
import Workflows

/// What the original preparation does without a word, and which rules say so.
@Suite struct OriginalFixingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func fix(_ text: String, _ name: String) throws -> OriginalFixing.Result {
    try folder.write(text, to: name)
    return try OriginalFixing.run(
      folder.path(name), dialogue: Preparation.Dialogue(say: { _ in }) { _ in true })
  }

  @Test func columnsThatGetLostAreNamed() throws {
    let result = try fix(
      "prompt,prompt,completion\na,x,b\nc,d,e\nf,g,h\n", "t.csv")
    #expect(result.findings.map(\.code).contains("COL008"))
    #expect(result.outcome.files.count == 1)
  }

  @Test func aMarkMattersInPlainTextAlone() throws {
    let text = "\u{FEFF}one\ntwo\nthree\n"
    #expect(try fix(text, "t.txt").findings.map(\.code).contains("IO003"))
    let table = "\u{FEFF}prompt,completion\na,one\nb,two\nc,three\n"
    #expect(try !fix(table, "t.csv").findings.map(\.code).contains("IO003"))
  }

  @Test func rulesSayWhatTheOriginalDoes() throws {
    let rules = try RuleLibrary.rules().rules
    #expect(rules.filter { $0.original == .harms }.count == 17)
    #expect(rules.filter { $0.original == .harmsPlainText }.map(\.id) == ["IO003", "IO004"])
    #expect(rules.filter { $0.original == .reads }.map(\.id) == ["IO001", "IO005"])
  }
}
