// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import RuleEngine
import RuleLibrary
import Testing

@Suite struct RuleDecodingTests {
  static let rule = ExampleRule.text

  func error(_ text: String) -> AssayError? {
    #expect(throws: AssayError.self) {
      try RuleFile(path: "row/ROW900-nothing-there.yaml", text: text).rule()
    }
  }

  @Test func aWholeRuleIsRead() throws {
    let rule = try RuleFile(path: "row/ROW900-nothing-there.yaml", text: Self.rule).rule()
    #expect(rule.severity == .warning)
    #expect(rule.repair?.grade == .safe)
    #expect(RuleLibrary.examiner(of: rule, tokenizer: nil).faults() == [])
  }

  @Test(arguments: [
    ("name:", "nmae:", "nmae", "name"),
    ("kind: blank", "kind: blnk", "blnk", "blank"),
    ("kind: drop-blank", "kind: drop-blan", "drop-blan", "drop-blank"),
    ("content: any", "content: ayn", "ayn", "any"),
    ("column: completion, content", "column: completoin, content", "completoin", "completion"),
    ("{rows}", "{row}", "row", "rows"),
    ("severity: warning", "severity: warn", "warn", "warning"),
    ("findings:", "finding:", "finding", "findings"),
  ])
  func misspelledNamesAreErrorsWithAHint(_ change: (String, String, String, String)) {
    let error = error(Self.rule.replacing(change.0, with: change.1, maxReplacements: 1))
    let text = error.map { "\($0)" } ?? ""
    #expect(text.contains(change.2) || text.contains("lacks"), "\(text)")
    #expect(text.contains(change.3), "\(text)")
    #expect(error?.location?.line != nil)
  }

  @Test func aFixOfMatchesNeedsAPattern() {
    let other = "fix: {kind: replace-matches, with: x, applicability: unsafe}"
    let error = error(
      Self.rule.replacing(
        "fix: {kind: drop-blank, column: completion, applicability: safe}", with: other))
    #expect(error?.message.contains("`pattern`") == true)
    #expect(error?.remedy == "Leave the fix out, or leave out `required`")
    #expect(error?.location?.line == 9)
  }

  @Test func unknownKeysAreErrors() {
    let error = error(Self.rule.replacing("help:", with: "color: red\nhelp:"))
    #expect(error?.message == "unknown key of the rule: `color`")
    #expect(error?.location?.line == 8)
  }

  @Test func wrongExamplesAreFaults() throws {
    for (from, to) in [
      ("empty in 1 row", "empty in 2 rows"), ("[0], column", "[1], column"),
      ("completion: \"0\"", "completion: \" \""),
      ("fixed: [{prompt: \"b\"", "fixed: [{prompt: \"c\""),
    ] {
      let text = Self.rule.replacing(from, with: to)
      #expect(text != Self.rule)
      let rule = try RuleFile(path: "row/ROW900-nothing-there.yaml", text: text).rule()
      #expect(RuleLibrary.examiner(of: rule, tokenizer: nil).faults().count == 1)
    }
  }

  @Test func otherFileNamesAreFaults() throws {
    let rule = try RuleFile(path: "row/ROW901-nothing-there.yaml", text: Self.rule).rule()
    #expect(RuleLibrary.examiner(of: rule, tokenizer: nil).faults().count == 1)
  }

  @Test func brokenYAMLIsAnError() {
    #expect(error("id: [")?.message.hasPrefix("not YAML") == true)
    #expect(error("")?.message == "the rule file is empty")
    #expect(error("- a")?.message == "the rule must be a mapping of keys to values")
  }

  /// Rule files of before kebab case are read as they were.
  @Test(arguments: [
    (
      "kind: blank, column: completion, content: any",
      "kind: ending-inside, ending_of: prompt, column: prompt"
    ),
    ("kind: blank, column: completion, content: any", "kind: file-note, note: otherSheets"),
    ("kind: blank, column: completion, content: any", "kind: file-note, note: other-sheets"),
    ("kind: blank, column: completion, content: any", "kind: normalised-duplicate"),
    ("kind: blank, column: completion, content: any", "kind: normalized-duplicate"),
    ("kind: blank, column: completion, content: any", "kind: leak, likeness: normalised"),
    ("pass:\n    - rows", "pass:\n    - max_tokens: 7\n      rows"),
    ("pass:\n    - rows", "pass:\n    - max-tokens: 7\n      rows"),
  ])
  func oldSpellingsOfKeysAreRead(_ old: String, _ new: String) throws {
    var text = Self.rule.replacing(old, with: new)
    #expect(text != Self.rule)
    text = text.split(separator: "\n").filter { !$0.hasPrefix("fix:") }.joined(separator: "\n")
    _ = try RuleFile(path: "row/ROW900-nothing-there.yaml", text: text).rule()
  }

  @Test func messagesAreFilled() throws {
    let template = try #require(MessageTemplate("{rows} of {total}: {a_b}{c}!"))
    #expect(template.holes == ["rows", "total", "a-b", "c"])
    let values = ["rows": "2", "total": "3", "a-b": "x", "c": ""]
    #expect(template.filled(values) == "2 of 3: x!")
    #expect(template.filled([:]) == "{rows} of {total}: {a-b}{c}!")
    #expect(MessageTemplate("none } here")?.filled([:]) == "none } here")
    #expect(MessageTemplate("")?.filled([:]) == "" && MessageTemplate("{a} {b") == nil)
  }

  @Test func placeholdersOfBothSpellingsAreFilled() throws {
    for name in ["rarest-count", "rarest_count"] {
      let template = try #require(MessageTemplate("only {\(name)} of {total}"))
      #expect(template.filled(["rarest-count": "2 rows", "total": "9"]) == "only 2 rows of 9")
    }
  }
}
