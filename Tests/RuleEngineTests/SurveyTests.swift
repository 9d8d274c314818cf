// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Platform
import RowsTestSupport
import Testing
import Tokenizer

@testable import Analyzers
@testable import RuleEngine

@Suite struct SurveyTests {
  /// Two halves looked at apart and merged say the same as the whole.
  @Test(arguments: 0..<12)
  func findingsDoNotDependOnBatchesAndThreads(_ seed: UInt64) throws {
    let rows = ExampleRows.random(60, seed: seed)
    let rules = try ExampleRows.rules.get()
    var expected: [Finding]?
    for (batchSize, threads) in [(60, 1), (1, 1), (7, 3), (13, 4)] {
      var settings = ExampleRows.settings(threads: threads)
      settings.tokenizer = TextTokenizer.gpt2
      settings.maxTokens = 9
      let source = ExampleRows.source(rows, batchSize: batchSize)
      let findings = try Linter(rules: rules, settings: settings).lint(source).findings
      #expect(findings == expected ?? findings)
      expected = findings
    }
  }

  private func profile(_ rows: [(String, String)], _ settings: Settings = Settings()) throws
    -> Profile
  {
    let source = ExampleRows.source(rows.map { (prompt: $0.0, completion: $0.1) })
    return try #require(
      Linter(rules: ExampleRows.rules.get(), settings: settings).lint(source).profile)
  }

  @Test(arguments: [
    (["a\n\n###\n\n", "b\n\n###\n\n"], "\n\n###\n\n"),
    (["Write it!\nAd:", "Sell it!\nAd:", "Do it!\nAd:"], "\nAd:"),
    (["One. Answer:", "Two. Answer:", "Three. Answer:"], " Answer:"),
    (["a is", "b is", "c is"], nil),
    ((0..<20).map { "\($0)" + ($0 == 3 ? "\nagent :" : "\nAgent:") }, "\nAgent:"),
    (["a?", "b?", "c?"], nil),
    (["x ->", "y ->", "z ->", "u ->", "v"], " ->"),
    (["x ->", "y ->", "z ->", "v"], nil),
    (["one {q}", "two {q}", "three {q}"], " {q}"),
  ])
  func separators(_ prompts: [String], _ expected: String?) throws {
    let rows = prompts.enumerated().map { ($1, " answer \($0) word") }
    #expect(try profile(rows).separator?.text == expected)
  }

  @Test func theUsersSeparatorCounts() throws {
    var settings = Settings()
    settings.separator = " is"
    let profile = try profile([("a is", " b"), ("c is", " d"), ("e", " f")], settings)
    #expect(profile.separator == Ending(bytes: Array(" is".utf8), rows: 2, total: 3))
  }

  @Test func tasksAreInferred() throws {
    #expect(try profile([("", " a"), ("", " b")]).task == .openEndedGeneration)
    #expect(try profile([("a", " x"), ("b", " y"), ("c", " x")]).task == .conditionalGeneration)
    let seven = (0..<7).map { ("p\($0)", $0 % 2 == 0 ? " yes" : " no") }
    let profile = try profile(seven)
    #expect(profile.task == .classification)
    #expect(profile.evidence == "7 rows have 2 different completions")
    #expect(profile.labels.map(\.text) == ["yes", "no"])
    #expect(profile.labels.map(\.count) == [4, 3])
    let answer = String(repeating: " word", count: 12)
    let answers = seven.map { ($0.0, $0.1 + answer) }
    #expect(try self.profile(answers).task == .conditionalGeneration)
  }

  @Test func missingColumnsAreAnErrorThatNamesTheOthers() throws {
    let source = ExampleRows.source([("a", "b")], columns: ["text", "category"])
    let error = #expect(throws: AssayError.self) {
      try Linter(rules: ExampleRows.rules.get(), settings: Settings()).lint(source)
    }
    #expect(error?.message.contains("`text`, `category`") == true)
    #expect(error?.remedy?.contains("--prompt-column") == true)
  }
}
