// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform
import RowsTestSupport
import Testing

@testable import Records
@testable import RuleEngine

@Suite struct ExemptionTests {
  private static let rows = (0..<40).map { number in
    (prompt: "question \(number)", completion: number % 4 == 0 ? "no space" : " space")
  }

  private func lint(
    _ rows: [(prompt: String, completion: String)] = rows, _ exemptions: Exemptions = Exemptions(),
    keepsRows: Bool = false, threads: Int = 1
  ) throws -> LintReport {
    let rules = try ExampleRows.rules.get().selected(["WSP", "SEP", "ROW001"], ignoring: [])
    return try Linter(rules: rules, settings: ExampleRows.settings(threads: threads))
      .lint(ExampleRows.source(rows), except: exemptions, keepsRows: keepsRows)
  }

  private func baseline() throws -> Baseline {
    var baseline = Baseline()
    baseline.add(try lint(keepsRows: true).trace, file: "t.csv")
    return baseline
  }

  @Test func abaselineSilencesWhatItHolds() throws {
    let known = try baseline()
    #expect(known.entries.count { $0.row != nil } == 10)
    #expect(known.entries.filter { $0.row == nil }.map(\.code).sorted() == ["ROW001", "SEP001"])
    for threads in [1, 4] {
      var exemptions = Exemptions()
      known.exempt("t.csv", in: &exemptions)
      let report = try lint(Self.rows.reversed(), exemptions, threads: threads)
      #expect(report.findings.isEmpty)
      #expect(report.trace.met == Set(known.entries.indices))
    }
  }

  @Test func newRowsAreReportedAndGoneOnesAreStale() throws {
    var exemptions = Exemptions()
    try baseline().exempt("t.csv", in: &exemptions)
    let rows = Self.rows.dropFirst() + [(prompt: "new", completion: "no space")]
    let report = try lint(Array(rows), exemptions)
    #expect(report.findings.map(\.code) == ["WSP001"])
    #expect(report.findings.first?.places.map(\.row) == [39])
    #expect(report.trace.met.count == 11)
  }

  @Test func otherFilesAreNotSilenced() throws {
    var exemptions = Exemptions()
    try baseline().exempt("u.csv", in: &exemptions)
    #expect(exemptions.isEmpty)
  }

  @Test func baselinesSurviveTheirFile() throws {
    let known = try baseline()
    let text = known.json.text(indented: true)
    let again = try Baseline(JSONParser.parse(Array(text.utf8), file: "b"), path: "b")
    #expect(again == known)
    #expect(known.without(files: ["t.csv"]).entries.isEmpty)
    // Keys of the first version are of another hash.
    let first: JSONValue = [
      "version": 1, "files": ["t": ["WSP001": ["rows": ["0123456789abcdef"]]]],
    ]
    #expect(throws: AssayError.self) { try Baseline(first, path: "b") }
    #expect(throws: AssayError.self) {
      try Baseline(["version": 2, "files": ["t": ["WSP001": ["rows": ["12"]]]]], path: "b")
    }
  }

  @Test func keysFollowWhatRowsSay() throws {
    let trace = try lint(keepsRows: true).trace
    let turned = try lint(Self.rows.reversed(), keepsRows: true).trace
    #expect(trace.rows == turned.rows)
    #expect(trace.rows["WSP001"]?.count == 10)
    let key = try #require(trace.rows["WSP001"]?.first)
    #expect(RowKey(text: key.text) == key)
    #expect(RowKey(text: "12") == nil && RowKey(text: "zzzzzzzzzzzzzzzz") == nil)
  }

  // MARK: - Suppressions

  private func suppressions(_ text: String) throws -> [Suppression] {
    try SuppressionFile.suppressions(text, file: "assay.ignore", codes: ["WSP001", "SEP001"])
  }

  @Test func suppressionsExcuseRowsTextsAndFiles() throws {
    let list = try suppressions(
      """
      - {file: "*.csv", code: WSP, text: question 4, reason: a joke}
      - {file: "*.csv", code: SEP001, reason: open, until: 2030-01-31}
      """)
    #expect(list.map(\.location.line) == [1, 2])
    #expect(!list[1].hasEnded(on: "2030-01-31") && list[1].hasEnded(on: "2030-02-01"))
    var exemptions = Exemptions()
    for (id, suppression) in list.enumerated() { suppression.exempt(id, in: &exemptions) }
    let report = try lint(Self.rows, exemptions)
    #expect(report.findings.map(\.code) == ["ROW001", "WSP001"])
    #expect(report.findings.last?.rowCount == 9)
    #expect(report.trace.met == [0, 1])
  }

  /// The text may be the prompt or the completion.
  @Test func aTextExcusesTheRowsThatHaveIt() throws {
    let list = try suppressions(
      "- {file: \"*.csv\", code: WSP, text: no space, reason: a house rule}")
    var exemptions = Exemptions()
    list[0].exempt(7, in: &exemptions)
    let report = try lint(Self.rows, exemptions)
    #expect(!report.findings.map(\.code).contains("WSP001") && report.trace.met == [7])
  }

  @Test(arguments: [
    ("- {file: a, code: WSP001}", "reason"),
    ("- {file: a, code: WSQ001, reason: x}", "Did you mean"),
    ("- {file: a, code: WSP001, reason: x, until: tomorrow}", "day"),
    ("- {file: a, code: WSP001, reason: x, row: 12}", "sixteen"),
    ("- {file: a, code: WSP001, reason: x, text: a, row: b}", "not both"),
    ("- {file: a, code: WSP001, reason: x, untill: 2030-01-01}", "Did you mean `until`?"),
    ("file: a", "list"),
  ])
  func wrongSuppressionsAreRefused(_ text: String, _ hint: String) {
    let error = #expect(throws: AssayError.self) { try suppressions(text) }
    let description = error?.description ?? ""
    #expect(description.contains("assay.ignore:1") && description.contains(hint), "\(description)")
  }

  // MARK: - Kept reports

  @Test func keptReportsSayTheSame() throws {
    let report = try lint()
    let text = report.kept.text()
    let again = try #require(
      LintReport(kept: JSONParser.parse(Array(text.utf8), file: "k"), path: "example"))
    #expect(again.findings == report.findings && again.facts == report.facts)
    #expect(LintReport(kept: ["facts": [:]], path: "x") == nil)
    #expect(LintReport(kept: 7, path: "x") == nil)
  }
}
