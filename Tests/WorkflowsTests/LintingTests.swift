// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import RuleEngine
import Testing
import Workflows

/// Linting as a use: a request in, reports and what is known out.
@Suite struct LintingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func file(_ name: String, _ text: String) throws -> DataFile {
    try folder.write(text, to: name)
    return DataFile(folder.path(name))
  }

  private func run(
    _ request: LintRequest, _ options: CheckOptions = Sample.options
  ) throws -> LintResult {
    try Linting(options).run(request)
  }

  @Test func filesAreReportedInTheirOrder() throws {
    let files = [try file("b.csv", Sample.labels()), try file("a.jsonl", Sample.cleanRows())]
    let result = try run(LintRequest(files))
    #expect(result.reports.map(\.path) == files.map(\.name))
    #expect(result.reports[0].findings.map(\.code).contains("SEP001"))
    #expect(result.reports[1].findings.map(\.code) == ["ROW001"])
    #expect(result.faults.isEmpty && result.excerpts.isEmpty && result.baselines.isEmpty)
    #expect(result.rules.count > 100)
    #expect(Set(result.rules.map(\.id)).count == result.rules.count)
  }

  @Test func aFileThatCannotBeReadHasAReportToo() throws {
    let files = [
      try file("a.jsonl", "{\"prompt\": \"a\"\n"), try file("b.jsonl", Sample.cleanRows()),
    ]
    let result = try run(LintRequest(files))
    #expect(result.faults.count == 1)
    #expect(result.reports.count == 2)
    #expect(result.reports[0].facts == nil && result.reports[1].facts != nil)
    let code = try #require(result.reports[0].findings.first?.code)
    #expect(result.rules.contains { $0.id == code })
  }

  @Test func whatNoRuleExplainsStopsTheRun() throws {
    #expect(throws: AssayError.self) {
      try run(LintRequest([DataFile(folder.path("missing.csv"))]))
    }
  }

  @Test func eventsTellWhereItIs() throws {
    let events = Events<String>()
    let files = [try file("a.csv", Sample.labels()), try file("b.csv", Sample.labels(9))]
    _ = try Linting(Sample.options).run(LintRequest(files)) { event in
      switch event {
      case .started(let file, let done, let total):
        events.add("\(file.suffix(5)) \(done)/\(total)")
      case .rowsRead(let file, let rows): events.add("\(file.suffix(5)) \(rows) rows")
      case .unchanged(let file): events.add("\(file.suffix(5)) unchanged")
      }
    }
    let told = events.all
    #expect(told.first == "a.csv 0/2")
    #expect(told.contains("a.csv 60 rows") && told.contains("b.csv 9 rows"))
    #expect(told.firstIndex(of: "b.csv 1/2")! > told.firstIndex(of: "a.csv 60 rows")!)
  }

  @Test func theRowsOfShownPlacesComeAlong() throws {
    var request = LintRequest([try file("a.csv", Sample.labels())])
    request.shownPlaces = 2
    let result = try run(request)
    #expect(result.excerpts.keys.sorted() == [request.files[0].name])
  }

  @Test func clientsFilesKeepTheirNames() throws {
    try folder.write(Sample.labels(), to: "file-abc.csv")
    let file = DataFile(name: "mine.csv", at: folder.path("file-abc.csv"))
    let result = try run(LintRequest([file]))
    #expect(result.reports[0].path == "mine.csv")
    #expect(result.reports[0].findings.allSatisfy { $0.file == "mine.csv" })
    #expect(!result.reports[0].findings.isEmpty)
    try folder.write("{\"prompt\": 1\n", to: "file-abc.jsonl")
    let broken = DataFile(name: "mine.jsonl", at: folder.path("file-abc.jsonl"))
    #expect(try run(LintRequest([broken])).faults.first?.location?.file == "mine.jsonl")
  }

  // MARK: - Leaks

  @Test func filesOfOneRunShareNoPrompt() throws {
    let files = [try file("a.jsonl", Sample.cleanRows()), try file("b.jsonl", Sample.cleanRows())]
    let result = try run(LintRequest(files))
    #expect(!result.reports[0].findings.contains { $0.code == "SPL001" })
    #expect(result.reports[1].findings.contains { $0.code == "SPL001" })
  }

  @Test func benchmarksShareNoPromptWithAnyFile() throws {
    var request = LintRequest([try file("a.jsonl", Sample.cleanRows())])
    request.against = [try file("bench.jsonl", Sample.cleanRows(3))]
    let finding = try #require(
      try run(request).reports[0].findings.first { $0.code == "SPL001" })
    #expect(finding.rowCount == 3)
  }

  // MARK: - What is known

  private func known(_ baseline: String? = nil, writes: Bool = false) -> KnownFindings.Options {
    var known = KnownFindings.Options()
    known.baseline = baseline.map { folder.path($0) }
    known.writesBaseline = writes
    return known
  }

  @Test func aBaselineExcusesWhatWasThereAndTellsWhatIsGone() throws {
    var request = LintRequest([try file("a.csv", Sample.labels())])
    request.known = known("base.json", writes: true)
    let written = try run(request).baselines
    #expect(written.map(\.path) == [folder.path("base.json")])
    let baseline = try #require(written.first?.baseline)
    #expect(baseline.entries.contains { $0.file == "a.csv" && $0.code == "WSP001" })
    try folder.write(baseline.json.text(), to: "base.json")

    request.known = known("base.json")
    let same = try run(request)
    #expect(same.reports[0].findings.isEmpty)
    #expect(same.staleBaselines.isEmpty)

    try folder.write(Sample.labels().replacing(",", with: ", "), to: "a.csv")
    let better = try run(request)
    let stale = try #require(better.staleBaselines.first)
    #expect(stale.path == folder.path("base.json"))
    #expect(Set(stale.entries.map(\.code)).contains("WSP001"))
  }

  @Test func noBaselineIsMadeOfFilesThatCannotBeRead() throws {
    var request = LintRequest([
      try file("a.csv", Sample.labels()), try file("b.jsonl", "{\"prompt\": 1\n"),
    ])
    request.known = known("base.json", writes: true)
    let result = try run(request)
    #expect(result.baselines.isEmpty && result.faults.count == 1)
  }

  @Test func aMissingBaselineIsAnError() throws {
    var request = LintRequest([try file("a.csv", Sample.labels())])
    request.known = known("base.json")
    let error = #expect(throws: AssayError.self) { try run(request) }
    #expect(error?.remedy == "Write it with --write-baseline")
  }

  @Test func suppressionsExcuseUntilTheirDay() throws {
    var request = LintRequest([try file("a.csv", Sample.labels())])
    try folder.write(
      """
      - {file: a.csv, code: SEP001, reason: our own format}
      - {file: a.csv, code: WSP001, reason: for now, until: 2020-01-31}
      - {file: a.csv, code: TOK001, reason: long ago}
      """, to: "assay.ignore")
    request.known.suppressions = folder.path("assay.ignore")
    let result = try run(request)
    let codes = result.reports[0].findings.map(\.code)
    #expect(!codes.contains("SEP001") && codes.contains("WSP001"))
    #expect(result.notes.count == 2)
    #expect(result.notes.contains { $0.contains("WSP001 ended on 2020-01-31") })
    #expect(result.notes.contains { $0.contains("TOK001 excuses nothing any more") })
  }
}
