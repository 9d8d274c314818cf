// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import JSON
import Reports
import Testing
import Workflows

@testable import DataDiff

/// Which row of the old side is which of the new one, and what is said of the two.
@Suite struct MatchingTests {
  private func diff(
    _ old: String, _ new: String, form: String = "csv", keys: [String] = []
  ) throws -> DataDifference {
    let folder = try TemporaryFolder()
    var request = DiffRequest(
      old: DataRevision(revision: nil, path: try folder.write(old, to: "old.\(form)")),
      new: DataRevision(revision: nil, path: try folder.write(new, to: "new.\(form)")))
    request.options.configuration = .none
    request.keys = keys
    return try Diffing.run(request)
  }

  /// Each change as `kind old line>new line columns`.
  private func changes(
    _ old: String, _ new: String, form: String = "csv", keys: [String] = []
  ) throws -> [String] {
    try diff(old, new, form: form, keys: keys).changes.map { change in
      let lines = [change.old, change.new].map { $0.map { "\($0.line)" } ?? "" }
      return "\(change.kind.rawValue) \(lines.joined(separator: ">")) "
        + change.columns.joined(separator: ",")
    }
  }

  private static let head = "prompt,completion\n"

  /// Rows without a column in common have nothing in common, and none is the same.
  @Test func chatsAndPairsShareNoRow() throws {
    let pair = #"{"prompt":"a ->","completion":" b"}"# + "\n"
    let chat = #"{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}"#
    let difference = try diff(pair + pair, chat + "\n", form: "jsonl")
    #expect(difference.changes.map(\.kind) == [.added, .gone, .gone])
    #expect(difference.unchanged == 0)
  }

  @Test func equalRowsArePairedOnce() throws {
    let one = Self.head + "a b c,x\na b c,x\n"
    #expect(try changes(one, one) == [])
    #expect(try changes(one, Self.head + "a b c,x\n") == ["gone 3> "])
    #expect(try changes(Self.head + "a b c,x\n", one) == ["added >3 "])
  }

  @Test func halfOfTheWordsMakeAnEditedRow() throws {
    let old = Self.head + "one two three four,yes\n"
    // Four of six words are the same, then three of seven.
    #expect(
      try changes(old, Self.head + "one two three five,yes\n") == ["edited 2>2 prompt"])
    #expect(
      try changes(old, Self.head + "one two five six,yes\n") == ["added >2 ", "gone 2> "])
  }

  @Test func theLabelAloneIsARelabelling() throws {
    let rows = "a a,x\nb b,y\nc c,x\nd d,y\n"
    let old = Self.head + rows
    #expect(
      try changes(old, Self.head + rows.replacing("a a,x", with: "a a,y"))
        == ["relabelled 2>2 completion"])
    // A label that stands nowhere else is a text that was edited.
    #expect(
      try changes(old, Self.head + rows.replacing("a a,x", with: "a a,once"))
        == ["edited 2>2 completion"])
  }

  @Test func keysTellRowsApart() throws {
    let old = "id,prompt,completion\n1,a,x\n2,b,y\n"
    let new = "id,prompt,completion\n2,b,y\n1,all other words,z\n3,c,x\n"
    #expect(
      try changes(old, new, keys: ["id"]) == ["edited 2>3 prompt,completion", "added >4 "])
    func fault(_ text: String, _ keys: [String]) -> AssayError? {
      #expect(throws: AssayError.self) { try changes(old, text, keys: keys) }
    }
    let missing = fault(new, ["key"])
    #expect(missing?.message == "there is no column 'key'")
    #expect(missing?.remedy == "Name with --key one of id, prompt, completion")
    let twice = fault(new + "3,d,x\n", ["id"])
    #expect(twice?.message == "the key '3' stands in line 4 already" && twice?.location?.line == 5)
    let empty = fault(new + ",d,x\n", ["id"])
    #expect(empty?.message == "the row has no key" && empty?.location?.field == "id")
    #expect(
      try changes(old, new + "3,d,x\n", keys: ["id", "prompt"])
        == ["added >3 ", "added >4 ", "added >5 ", "gone 2> "])
  }

  @Test func columnsThatComeAndGoAreNamed() throws {
    let difference = try diff(
      "prompt,completion,a\nq,x,1\n", "prompt,b,completion\nq,2,x\n")
    #expect(difference.addedColumns == ["b"] && difference.goneColumns == ["a"])
    #expect(difference.changes.isEmpty && difference.unchanged == 1)
    #expect(difference.summary == "no row differs")
  }

  @Test func listsAreEqualHoweverTheyAreSpaced() throws {
    let old = #"{"prompt":"q","completion":"a","tags":[1, 2]}"# + "\n"
    #expect(try changes(old, old.replacing("[1, 2]", with: "[1,2]"), form: "jsonl") == [])
    #expect(
      try changes(old, old.replacing("[1, 2]", with: "[2]"), form: "jsonl")
        == ["edited 1>1 tags"])
    // A column that only later rows have is empty before.
    let more = #"{"prompt":"r","completion":"b"}"# + "\n" + old
    #expect(try changes(more, more, form: "jsonl") == [])
  }

  @Test func kindsAreCounted() throws {
    let row = "a b c,x\n"
    let difference = try diff(Self.head + row, Self.head + row + row + row)
    #expect(difference.count(.added) == 2 && difference.count(.gone) == 0)
    #expect(difference.oldRows == 1 && difference.newRows == 3 && difference.unchanged == 1)
    #expect(difference.changes.allSatisfy { $0.old == nil && $0.columns.isEmpty })
    #expect(difference.summary == "2 added")
  }

  // MARK: Facts

  @Test func classesThatMovedMostComeFirst() {
    let changes = ClassChange.all(
      old: ["a", "a", "b", "b"], new: ["a", "b", "b", "b", "b", "b", "c", "d"])
    #expect(changes.map(\.name) == ["a", "b", "c", "d"])
    #expect(changes.map(\.oldRows) == [2, 2, 0, 0] && changes.map(\.newRows) == [1, 5, 1, 1])
    #expect(changes[0].oldShare == 0.5 && changes[0].newShare == 0.125)
    #expect(ClassChange.all(old: [], new: ["x"]).map(\.newShare) == [1])
    #expect(ClassChange.all(old: ["x"], new: []).map(\.oldShare) == [1])
    #expect(ClassChange.all(old: ["é"], new: ["e\u{301}"]).count == 2)
  }

  @Test func theDifferenceAsJSONAndAsAReport() throws {
    let rows = "a a,x\nb b,y\nc c,x\nd d,y\n"
    let difference = try diff(
      Self.head + rows, Self.head + rows.replacing("a a,x", with: "a a,y") + "e e,x\n")
    #expect(
      difference.json["rows"] == [
        "old": 4, "new": 5, "unchanged": 3, "added": 1, "gone": 0, "edited": 0, "relabelled": 1,
      ])
    let change = try #require(difference.json["changes"]?.array?.first)
    #expect(change["change"] == "relabelled" && change["columns"] == ["completion"])
    #expect(change["old"] == ["row": 0, "line": 2, "prompt": "a a", "label": "x"])
    #expect(difference.json["changes"]?.array?.last?["old"] == .null)
    #expect(difference.json["effect"] == .null)
    #expect(difference.summary == "1 relabeled, 1 added")
    let report = difference.report()
    #expect(report.verdict.hasPrefix("1 relabeled, 1 added. "))
    #expect(report.summary.hasSuffix(": 4 rows to 5"))
    #expect(report.sections.last?.title == "Rows")
    #expect(!difference.hasNewErrors)
  }
}
