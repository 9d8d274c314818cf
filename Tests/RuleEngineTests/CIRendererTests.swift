// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing

@testable import RuleEngine

/// The forms that other programs read.
@Suite struct CIRendererTests {
  private static let select = ["SEP002", "WSP001"]

  private func render(_ format: FindingFormat) throws -> String {
    try RenderedExample.text(format, RendererTests.rows, Self.select)
  }

  private func finding(_ severity: Severity, _ message: String) -> Finding {
    Finding(
      code: "TST001", name: "a-test", severity: severity, message: message, file: "a,b:c.csv",
      places: [.init(row: 0, line: 2)], rowCount: 1, help: "Do it")
  }

  @Test func jsonLines() throws {
    let lines = try render(.jsonl).split(separator: "\n")
    #expect(lines.count == 2)
    let first = try JSONParser.parse(Array(lines[0].utf8), file: "out")
    #expect(
      first.object?.members.map(\.key) == [
        "path", "code", "name", "severity", "message", "rows", "row_count", "line", "field", "fix",
        "help",
      ])
    #expect(first["code"] == "SEP002" && first["path"] == "example")
  }

  @Test func gitHub() throws {
    #expect(
      try render(.github) == #"""
        ::error file=example,line=3,title=SEP002 separator-inside-prompt::the separator `\n\n###\n\n` \#
        stands inside the prompt in 1 row. Change the separator, or the text of these prompts, so \#
        that it occurs at the end only.
        ::warning file=example,line=3,title=WSP001 no-leading-space::the completion does not start \#
        with a space in 1 row of 3. Start every completion with one space.
        1 error, 1 warning (1 fixable)

        """#)
  }

  @Test func gitHubAnnotationsAreEscapedAndCapped() throws {
    let findings = (0..<12).map { finding(.error, "100 %\n\($0)") } + [finding(.info, "i")]
    let text = FindingFormat.github.renderer.render(
      [try RenderedExample.report(findings: findings)], RenderOptions())
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.filter { $0.hasPrefix("::error ") }.count == 10)
    #expect(lines.filter { $0.hasPrefix("::notice ") }.count == 1)
    #expect(text.contains("2 more of severity error without an annotation:\n"))
    #expect(
      lines[0].hasPrefix("::error file=a%2Cb%3Ac.csv,line=2,title=TST001 a-test::100 %25%0A0"))
  }

  @Test func gitLab() throws {
    let issues = try JSONParser.parse(Array(render(.gitlab).utf8), file: "out").array ?? []
    #expect(issues.map { $0["check_name"] } == ["SEP002", "WSP001"])
    #expect(issues.map { $0["severity"] } == ["critical", "minor"])
    #expect(issues[1]["location"] == ["path": "example", "lines": ["begin": 3]])
    #expect(issues[0]["fingerprint"] == "2ab7bafa70003841")
  }

  @Test func fingerprintsStayWhenRowsMoveAndAreUnique() throws {
    func fingerprints(_ rows: [(prompt: String, completion: String)]) throws -> [String] {
      let text = try RenderedExample.text(.gitlab, rows, ["WSP001"])
      return try JSONParser.parse(Array(text.utf8), file: "out").array?
        .compactMap { $0["fingerprint"]?.string } ?? []
    }
    let bad = [("a", "x"), ("b", "y"), ("a", "x")].map { (prompt: $0.0, completion: $0.1) }
    let before = try fingerprints(bad)
    let after = try fingerprints([(prompt: "new", completion: " z")] + bad.reversed())
    #expect(Set(before) == Set(after))
    #expect(Set(before).count == 3)
  }

  @Test func sarif() throws {
    let log = try JSONParser.parse(Array(render(.sarif).utf8), file: "out")
    #expect(log["version"] == "2.1.0")
    let run = log["runs"]?.array?.first
    let driver = run?["tool"]?["driver"]
    #expect(driver?["name"] == "assay" && driver?["semanticVersion"] == "1.2.3")
    #expect(driver?["rules"]?.array?.map { $0["id"] } == ["SEP002", "WSP001"])
    let results = run?["results"]?.array ?? []
    #expect(results.map { $0["ruleIndex"] } == [0, 1])
    #expect(results.map { $0["level"] } == ["error", "warning"])
    let location = results.first?["locations"]?.array?.first?["physicalLocation"]
    #expect(location == ["artifactLocation": ["uri": "example"], "region": ["startLine": 3]])
    #expect(results[0]["partialFingerprints"]?["assayRow/v1"] == "2ab7bafa70003841")
  }

  @Test func sarifReferencesAreValid() throws {
    let text = FindingFormat.sarif.renderer.render(
      [try RenderedExample.report(findings: [finding(.info, "x")])], RenderOptions())
    #expect(text.contains(#""uri": "a%2Cb%3Ac.csv""#))
    #expect(text.contains(#""uri": "a%20b.csv""#))
    #expect(text.contains(#""level": "note""#))
  }

  @Test func jUnit() throws {
    #expect(
      try render(.junit) == #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="assay lint" tests="2" failures="2" errors="0">
          <testsuite name="example" tests="2" failures="2" errors="0" skipped="0" time="0">
            <testcase name="SEP002 separator-inside-prompt (prompt)" classname="example" time="0">
              <failure type="error" message="the separator `\n\n###\n\n` stands inside the prompt in 1 row">example:3: error SEP002 the separator `\n\n###\n\n` stands inside the prompt in 1 row
        example:3 (row 2)
        Change the separator, or the text of these prompts, so that it occurs at the end only.</failure>
            </testcase>
            <testcase name="WSP001 no-leading-space (completion)" classname="example" time="0">
              <failure type="warning" message="the completion does not start with a space in 1 row of 3">example:3: warning WSP001 [safe fix] the completion does not start with a space in 1 row of 3
        example:3 (row 2)
        Start every completion with one space.</failure>
            </testcase>
          </testsuite>
        </testsuites>

        """#)
  }

  @Test func jUnitFailsOnlyWhatFailsTheRun() throws {
    var options = RenderOptions()
    options.failsAt = .error
    let report = try RenderedExample.report(findings: [finding(.warning, "a & b \u{1}")])
    let text = FindingFormat.junit.renderer.render([report], options)
    #expect(text.contains(#"failures="0""#) && !text.contains("<failure"))
    #expect(text.contains("<system-out>") && text.contains("a &amp; b &lt;U+0001&gt;"))
  }
}
