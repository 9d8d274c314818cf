// SPDX-License-Identifier: Apache-2.0

import AssayCore
import RuleEngine
import RuleLibrary
import Testing

/// Findings made of a code and values.
@Suite struct ViolationTests {
  private let rules = Result { try RuleLibrary.rules() }

  @Test func textsComeFromTheRuleFile() throws {
    let rules = try rules.get()
    let violation = RuleViolation(
      .secondStopAdded, in: "a.jsonl", rowCount: 4, field: "completion",
      values: ["ending": "` END`", "total": "5"])
    let finding = try #require(rules.findings([violation]).first)
    let rule = try #require(rules.rule("PREP011"))
    #expect(finding.code == rule.id && finding.name == rule.name)
    #expect(finding.severity == rule.severity && finding.help == rule.help)
    #expect(
      finding.message
        == "4 of 5 completions end in ` END`; a second stop sequence was added to them")
    #expect(finding.file == "a.jsonl" && finding.rowCount == 4 && finding.field == "completion")
    #expect(finding.places.isEmpty && finding.fix == nil)
  }

  @Test func rowsAreCountedInWords() throws {
    let rules = try rules.get()
    for (count, words) in [(1, "1 row"), (2, "2 rows")] {
      let violation = RuleViolation(
        .emptyCompletionsRemoved, in: "a.csv", rowCount: count, values: ["list": "0"])
      #expect(
        rules.findings([violation]).map(\.message) == ["removed \(words) without a completion: 0"])
    }
  }

  /// The preparation tells of a fault once, whoever else finds it.
  @Test func codesThatNeedNotBeToldBesides() throws {
    let rules = try rules.get()
    let findings = rules.findings([
      RuleViolation(.cellsCut, in: "a.csv"), RuleViolation(.otherSheets, in: "a.csv"),
    ])
    #expect(rules.codesCovered(by: findings) == ["PREP003", "CSV004", "XLS001"])
  }

  @Test func everyCodeHasARule() throws {
    let rules = try rules.get()
    for code in RuleCode.allCases { #expect(rules.rule(code.rawValue) != nil, "\(code)") }
    #expect(rules.rules.count == RuleCode.allCases.count)
  }

  /// Lint never says what only the preparation can tell.
  @Test func rulesOfThePreparationAreOffInLint() throws {
    let about = try rules.get().rules.filter(\.isAboutPreparation)
    #expect(about.count >= 15 && about.allSatisfy { !$0.isEnabled })
    #expect(about.allSatisfy { $0.id.hasPrefix("PREP") })
  }
}
