// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import Records
import RuleEngine
import Testing
import Workflows

@testable import Fixes

/// Fixing as a use: a request in, a result out, files written or none.
@Suite struct FixingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func request(_ text: String, named name: String = "t.csv") throws -> FixRequest {
    try folder.write(text, to: name)
    var request = FixRequest(DataFile(folder.path(name)))
    request.options = Sample.options
    return request
  }

  @Test func aClassificationIsDividedBesideTheInput() throws {
    let result = try Fixing.run(try request(Sample.labels()))
    #expect(result.action == .written)
    #expect(result.names.train == folder.path("t_prepared_train.jsonl"))
    #expect(result.names.valid == folder.path("t_prepared_valid.jsonl"))
    #expect(result.report.trainRows == 48 && result.report.validRows == 12)
    #expect(try folder.names == ["t.csv", "t_prepared_train.jsonl", "t_prepared_valid.jsonl"])
    let parts = try ["train", "valid"].map {
      try folder.text(of: "t_prepared_\($0).jsonl").split(separator: "\n")
    }
    #expect(parts.map(\.count) == [48, 12] && Set(parts.joined()).count == 60)
    #expect(parts.joined().contains(#"{"prompt":"question 0 ->","completion":" refund"}"#))
  }

  @Test func theDivisionFollowsFractionAndSeed() throws {
    var request = try request(Sample.labels())
    request.division = FixRequest.Division(fraction: 0.5, seed: 1)
    request.destination = .file(folder.path("a.jsonl"))
    #expect(try Fixing.run(request).report.validRows == 30)
    request.division = FixRequest.Division(fraction: 0.5, seed: 2)
    request.destination = .file(folder.path("b.jsonl"))
    _ = try Fixing.run(request)
    #expect(try folder.text(of: "a_valid.jsonl") != folder.text(of: "b_valid.jsonl"))
    request.division = nil
    request.destination = .file(folder.path("c.jsonl"))
    let whole = try Fixing.run(request)
    #expect(whole.names.valid == nil && whole.report.rowsOut == 60)
    #expect(try folder.text(of: "c.jsonl").split(separator: "\n").count == 60)
  }

  @Test func labelsAreNumberedAndTheirMapIsWritten() throws {
    var request = try request(Sample.labels(30))
    request.policy.numbering = .byLabel
    request.division = nil
    let result = try Fixing.run(request)
    #expect(result.outcome.labels?.labels == ["card lost", "refund", "top up"])
    #expect(result.names.labels == folder.path("t_prepared_labels.json"))
    let map = try folder.text(of: "t_prepared_labels.json")
    #expect(
      try JSONParser.parse(Array(map.utf8), file: "map") == [
        "card lost": 0, "refund": 1, "top up": 2,
      ])
    #expect(try folder.text(of: "t_prepared.jsonl").contains(#""completion":" 1"}"#))
    // A map that is there already is not written again.
    request.policy.numbering = .map(LabelMap(numbering: ["refund", "top up", "card lost", "x"]))
    #expect(try Fixing.run(request).names.labels == nil)
  }

  @Test func countingAndShowingWriteNothing() throws {
    var request = try request(Sample.labels())
    request.destination = .nowhere
    let counted = try Fixing.run(request)
    #expect(counted.action == .counted && counted.report.rowsIn == 60)
    request.destination = .changes
    let events = Events<String>()
    let shown = try Fixing.run(request) { event throws(AssayError) in
      if case .changes(let text) = event { events.add(text) }
    }
    #expect(shown.action == .shown)
    #expect(events.all.first == "--- \(request.file.name)\n+++ prepared\n")
    #expect(events.all.joined().contains("@@ row 1, line 2: SEP001 WSP001 @@"))
    #expect(try folder.names == ["t.csv"])
  }

  @Test func aStreamGetsAllRowsInOrder() throws {
    var request = try request(Sample.labels())
    request.destination = .stream
    let events = Events<[UInt8]>()
    let result = try Fixing.run(request) { event throws(AssayError) in
      if case .rows(let lines) = event { events.add(lines) }
    }
    let lines = String(decoding: events.all.joined(), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 60 && lines[59].contains("question 59 ->"))
    #expect(result.names.train == "-" && result.names.valid == nil)
    #expect(try folder.names == ["t.csv"])
  }

  @Test func whatIsFixedAlreadyIsLeftAlone() throws {
    let request = try request(Sample.cleanRows(), named: "t.jsonl")
    let result = try Fixing.run(request)
    #expect(result.action == .none && result.report.rowsIn == 0)
    #expect(result.left.map(\.code) == ["ROW001"])
    #expect(!result.hasErrors)
    #expect(try folder.names == ["t.jsonl"])
    // Whoever names a file wants one.
    var named = request
    named.destination = .file(folder.path("out.jsonl"))
    #expect(try Fixing.run(named).action == .written)
    #expect(try folder.text(of: "out.jsonl") == folder.text(of: "t.jsonl"))
  }

  @Test func otherFormatsAndColumnsAreWrittenAnew() throws {
    let rows = (0..<12).map { "\($0) hats? ->, \($0 * 7) of them END\n" }
    let csv = try request("prompt,completion\n" + rows.joined())
    #expect(try Fixing.run(csv).action == .written)
    let lines = Sample.cleanRows().replacing(#"{"prompt""#, with: #"{"id":1,"prompt""#)
    #expect(try Fixing.run(try request(lines, named: "i.jsonl")).action == .written)
  }

  // MARK: - Errors that no fix answers

  @Test func errorsThatStayAreNamed() throws {
    let rows =
      Sample.cleanRows() + #"{"prompt":"a ->","completion":" key AKIAIOSFODNN7EXAMPLQ END"}"#
    let result = try Fixing.run(try request(rows, named: "t.jsonl"))
    #expect(result.action == .none)
    #expect(result.left.first?.code == "SEC001" && result.hasErrors)
  }

  /// The rows that are written do not show what was wrong with the file that was read.
  @Test func whatWasWrongWithTheFileIsNotForgotten() throws {
    let rows =
      Sample.cleanRows().replacing(" ->", with: "")
      + #"{"prompt":"one","prompt":"other","completion":" an answer END"}"# + "\n"
    let result = try Fixing.run(try request(rows, named: "t.jsonl"))
    #expect(result.action == .written && !result.outcome.plan.isEmpty)
    #expect(result.left.contains { $0.code == "JSON003" && $0.severity == .error })
    #expect(result.hasErrors)
  }

  @Test func whatTheWriterPutsRightIsNotLeft() throws {
    let text = "\u{FEFF}" + Sample.labels()
    let result = try Fixing.run(try request(text))
    #expect(result.outcome.applied.contains { $0.finding.code == "IO003" })
    #expect(!result.left.contains { $0.code == "IO003" })
    var declined = try request(text, named: "d.csv")
    declined.policy.answers = Answers(declining: ["IO003"])
    let other = try Fixing.run(declined)
    #expect(!other.outcome.applied.contains { $0.finding.code == "IO003" })
    #expect(!other.left.contains { $0.code == "IO003" })
  }

  // MARK: - Values that are no text

  @Test(arguments: [
    (#"["a","b"]"#, "a list of texts"), ("[]", "an empty list"), (#"{"answer":"x"}"#, "an object"),
    (#"[{"role":"assistant","content":"x"}]"#, "a list of chat messages"),
  ])
  func listsAndObjectsAreNeverWrittenAsText(_ value: String, _ shape: String) throws {
    let rows = Sample.cleanRows() + #"{"prompt":"a ->","completion":\#(value)}"# + "\n"
    for name in ["t.jsonl", "t.json"] {
      let text =
        name == "t.jsonl" ? rows : "[" + rows.dropLast().replacing("\n", with: ",\n") + "]"
      var request = try request(text, named: name)
      for codes in [[], ["SEP"]] {
        request.policy.codes = codes
        let error = #expect(throws: AssayError.self) { try Fixing.run(request) }
        #expect(error?.message == "the completion is \(shape), not a text")
        #expect(error?.code == .nestedValue && error?.location?.row == 12)
        #expect(error?.remedy != nil)
      }
    }
    #expect(try folder.names == ["t.json", "t.jsonl"])
  }

  @Test func numbersAndBooleansAreWrittenAsTheyStand() throws {
    let rows = Sample.cleanRows() + #"{"prompt":"a ->","completion":1.50}"# + "\n"
    var request = try request(rows, named: "t.jsonl")
    request.division = nil
    let result = try Fixing.run(request)
    #expect(result.outcome.applied.contains { $0.finding.code == "VAL003" })
    #expect(try folder.text(of: "t_prepared.jsonl").contains(#""completion":" 1.50 END"}"#))
  }

  /// Thai parts words by U+200B; ideographs of an older set and vowel points may be meant.
  @Test(arguments: [
    "\u{E09}\u{E31}\u{E19}\u{200B}\u{E23}\u{E31}\u{E01}", "\u{F967}", "\u{5D1}\u{5BC}\u{5B0}",
    "\u{958}", "\u{1112}\u{1161}\u{11AB}", "\u{FB01}", "\u{1F468}\u{200D}\u{1F469}", "a\u{AD}b",
    "\u{2764}\u{FE0F}", "\u{5D0}\u{200F}!", "\u{304B}\u{3099}",
  ])
  func safeFixesLeaveWhatMayBeMeant(_ text: String) throws {
    let row = "{\"prompt\":\"\(text) ->\",\"completion\":\" \(text) END\"}\n"
    var request = try request(Sample.cleanRows() + row, named: "t.jsonl")
    request.destination = .file(folder.path("out.jsonl"))
    _ = try Fixing.run(request)
    let out = try folder.text(of: "out.jsonl")
    #expect(Array(out.utf8) == Array((Sample.cleanRows() + row).utf8))
  }

  // MARK: - Policies

  @Test func onlyTheFixesThatArePermittedAreMade() throws {
    var request = try request(Sample.labels(30))
    request.policy.codes = ["WSP"]
    request.division = nil
    _ = try Fixing.run(request)
    #expect(
      try folder.text(of: "t_prepared.jsonl").hasPrefix(
        #"{"prompt":"question 0","completion":" refund"}"#))
  }

  @Test func unsafeFixesThatWereNamedAreToldOf() throws {
    var request = try request(Sample.labels() + "question 0,refund\n")
    request.policy.codes = ["DUP001"]
    #expect(throws: AssayError.self) { try Fixing.run(request) }
    request.policy.codes = ["DUP001", "WSP001"]
    let events = Events<[String]>()
    _ = try Fixing.run(request) { event throws(AssayError) in
      if case .withheld(let codes) = event { events.add(codes) }
    }
    #expect(events.all == [["DUP001"]])
    request.policy.grades = [.safe, .unsafe]
    let result = try Fixing.run(request)
    #expect(result.report.dropped.map(\.row) == [60])
  }

  @Test func linesAreMendedWhereTheirFixIsPermitted() throws {
    let lines = Sample.cleanRows() + #"{'prompt': 'odd ->', 'completion': ' one END'}"# + "\n"
    var request = try request(lines, named: "t.jsonl")
    #expect(throws: AssayError.self) { try Fixing.run(request) }
    request.policy.grades = [.safe, .unsafe]
    request.report = folder.path("report.jsonl")
    let result = try Fixing.run(request)
    #expect(result.outcome.applied.map(\.finding.code) == ["JSON005"])
    #expect(result.report.rowsOut == 13)
    let report = try folder.text(of: "report.jsonl")
    #expect(report.hasPrefix(#"{"row":12,"line":13,"action":"changed","codes":["JSON005"]"#))
    // Not by a fix that is not wanted.
    request.policy.codes = ["WSP"]
    #expect(throws: AssayError.self) { try Fixing.run(request) }
    // The reader has read them, whatever is said of it afterwards.
    request.policy.codes = []
    request.policy.answers = Answers(declining: ["JSON005"])
    request.destination = .nowhere
    #expect(try Fixing.run(request).left.contains { $0.code == "JSON005" })
  }

  // MARK: - Files that exist

  @Test func theInputIsNeverWrittenOver() throws {
    var request = try request(Sample.labels())
    for path in ["t.csv", "./t.csv"] {
      request.destination = .file(folder.path(path))
      request.replacesFiles = true
      #expect(throws: AssayError.self) { try Fixing.run(request) }
    }
    request.destination = .file(folder.path("out.jsonl"))
    request.report = folder.path("t.csv")
    #expect(throws: AssayError.self) { try Fixing.run(request) }
    #expect(try folder.names == ["t.csv"])
    #expect(try folder.text(of: "t.csv") == Sample.labels())
  }

  @Test func filesAreReplacedOnRequestAlone() throws {
    var request = try request(Sample.labels())
    request.division = nil
    request.destination = .file(folder.path("out.jsonl"))
    try folder.write("mine", to: "out.jsonl")
    let error = #expect(throws: AssayError.self) { try Fixing.run(request) }
    #expect(error?.remedy?.contains("--overwrite") == true)
    #expect(try folder.text(of: "out.jsonl") == "mine")
    request.policy.answers = Answers(declining: [])
    #expect(try Fixing.run(request).action == .written)
    try folder.write("mine", to: "out.jsonl")
    request.policy.answers = RecommendedAnswers()
    request.replacesFiles = true
    _ = try Fixing.run(request)
    #expect(try folder.text(of: "out.jsonl") != "mine")
  }

  @Test func theNamesMayDependOnTheDivision() throws {
    var request = try request(Sample.labels())
    let folder = folder
    request.destination = .names { isSplit in
      OutputNames(
        train: folder.path("x"), valid: isSplit ? folder.path("y") : nil, labels: nil)
    }
    #expect(try Fixing.run(request).report.validRows == 12)
    #expect(try folder.names == ["t.csv", "x", "y"])
  }

  @Test func decidingReadsAndWritesNothing() throws {
    let request = try request(Sample.labels())
    let outcome = try Fixing.decide(request.file, request.options)
    #expect(Set(outcome.applied.map(\.step.code)) == ["SEP001", "WSP001"])
    #expect(try folder.names == ["t.csv"])
  }
}

/// Takes every fix but some, and lets files be replaced.
private struct Answers: FixAnswers {
  let declining: Set<String>

  func accepts(_ question: FixQuestion) -> Bool {
    guard case .fix(let offer) = question else { return true }
    return !declining.contains(offer.finding.code)
  }
}
