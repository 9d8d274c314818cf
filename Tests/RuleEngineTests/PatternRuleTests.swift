// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import RowsTestSupport
import Testing

@testable import Analyzers
@testable import Records
@testable import RuleEngine

@Suite struct PatternRuleTests {
  private func rule(_ check: String) throws -> Rule {
    try RuleFile(
      path: "own/OWN001-own.yaml",
      text: """
        id: OWN001
        name: own
        summary: A rule of one's own.
        why: It is wanted.
        severity: warning
        check: \(check)
        message: "found in {rows}"
        help: Change it.
        """
    ).rule()
  }

  @Test func patternsOfRulesAreRead() throws {
    let rules = try RuleSet([
      rule("{kind: pattern, column: completion, required: true, pattern: '^ [a-z]'}")
    ])
    let source = ExampleRows.source([("A", " a"), ("B", " B"), ("C", "c")])
    let findings = try Linter(rules: rules, settings: Settings()).lint(source).findings
    #expect(findings.map(\.message) == ["found in 2 rows"])
    #expect(findings.first?.places.map(\.row) == [1, 2])
  }

  @Test func aRuleThatGivesUpSaysSo() throws {
    let rules = try RuleSet([rule("{kind: pattern, column: any, pattern: '(a+)+$'}")])
    let source = ExampleRows.source([(String(repeating: "a", count: 5_000) + "b", " a")])
    let findings = try Linter(rules: rules, settings: Settings()).lint(source).findings
    #expect(findings.contains { $0.message.contains("backtracks too much to search 1 row") })
  }

  @Test func mistakesOfPatternRulesAreErrorsWithALine() {
    let wrong = #expect(throws: AssayError.self) {
      try rule("{kind: pattern, column: any, pattern: '['}")
    }
    #expect(wrong?.location?.line == 6)
    let stray = #expect(throws: AssayError.self) {
      try rule("{kind: pattern, column: any, patern: 'a'}")
    }
    #expect(stray?.message.contains("pattern") == true)
  }

  @Test func reportsDoNotShowWhatIsPrivate() throws {
    let secret = "AKIA" + "IOSFODNN7EXAMPLE"
    let source = ExampleRows.source([("mail ann.lee@shop.io or \(secret) ->", " x")])
    let rules = try ExampleRows.rules.get()
    let report = try Linter(rules: rules, settings: Settings()).lint(source)
    #expect(report.findings.contains { $0.code == "PII001" })
    var options = RenderOptions()
    options.excerpts[source.path] = try Excerpts(
      for: report, of: source, names: ColumnNames(), places: 3, maskers: rules.maskers)
    for format in FindingFormat.allCases {
      let text = format.renderer.render([report], options)
      #expect(!text.contains("lee@shop") && !text.contains(secret), "\(format)")
    }
  }
}
