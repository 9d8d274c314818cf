// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Testing

@testable import RuleEngine

@Suite struct PatternTests {
  private func match(_ pattern: String, _ text: String) throws -> Pattern.Match {
    let pattern = try Pattern(pattern)
    return Array(text.utf8).withUnsafeBufferPointer { pattern.firstMatch(in: $0) }
  }

  @Test func matchesAreRangesOfBytes() throws {
    #expect(try match(#"\bb+"#, "é bb") == .found(3..<5))
    #expect(try match("b", "aaa") == .none)
    #expect(try match("^$", "") == .found(0..<0))
    #expect(try match(#"\w"#, "é") == .found(0..<2))
  }

  @Test func aPatternThatBacktracksWithoutEndIsGivenUp() throws {
    let pattern = try Pattern("(a+)+$")
    let text = Array((String(repeating: "a", count: 5_000) + "b").utf8)
    var result = Pattern.Match.none
    let took = ContinuousClock().measure {
      result = text.withUnsafeBufferPointer { pattern.firstMatch(in: $0) }
    }
    #expect(result == .gaveUp)
    #expect(took < .seconds(1))
  }

  @Test func bytesThatAreNotUTF8DoNoHarm() throws {
    let pattern = try Pattern("b")
    let bytes: [UInt8] = [0xFF, 0xC3, 0x62]
    #expect(bytes.withUnsafeBufferPointer { pattern.firstMatch(in: $0) } == .found(2..<3))
  }

  @Test func aWrongPatternIsAnErrorThatSaysWhere() {
    let error = #expect(throws: AssayError.self) { try Pattern("a(b") }
    #expect(error?.message.contains("character 4") == true)
  }

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

  @Test func maskedMatchesKeepTheirLength() throws {
    let masker = TextMasker(pattern: try Pattern(#"\d{4,}"#), proof: nil)
    let masked = masker.masked(Array("a 12345 b 678901".utf8))
    #expect(String(decoding: masked, as: UTF8.self) == "a 12*** b 67****")
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
