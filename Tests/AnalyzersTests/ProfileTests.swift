// SPDX-License-Identifier: Apache-2.0

import AssayCore
import BitCollections
import Records
import RowsTestSupport
import Tables
import Testing

@testable import Analyzers
@testable import Dataset

/// What every profile knows, whichever analyzers ran.
@Suite struct ProfileTests {
  private let labelled = (0..<12).map { number in
    (prompt: "question \(number) ->", completion: number % 3 == 0 ? " no" : " yes")
  }

  @Test(arguments: [1, 5, 12]) func aClassification(batchSize: Int) throws {
    let profile = try Profiling.profile(labelled, batchSize: batchSize)
    #expect(profile.task == .classification && profile.rows == 12 && !profile.isEdited)
    #expect(profile.evidence == "12 rows have 2 different completions")
    #expect(
      profile.labels == [
        Profile.Label(text: "yes", count: 8, firstRow: 1, firstLine: 3),
        Profile.Label(text: "no", count: 4, firstRow: 0, firstLine: 2),
      ])
    #expect(profile.separator?.bytes == Array(" ->".utf8) && profile.stop == nil)
    #expect(
      profile.ending(of: .prompt) == profile.separator && profile.ending(of: .completion) == nil)
    #expect(profile.needsEnding(.prompt) && !profile.needsEnding(.completion))
    #expect(profile.column(of: .prompt) == "prompt")
  }

  /// What the rows of all parts say together stands where a search in one file leaves it.
  @Test func verdictsAreFacts() throws {
    var found = RowVerdicts()
    found.repeated = BitSet([1])
    found.normalized = BitSet([2])
    found.conflicting = BitSet([3])
    found.near = BitSet([4])
    found.rest = NearDuplicateSearch.Rest(rows: 5, pairs: 6, crowded: 7)
    let profile = try Profiling.profile(labelled).knowing(found)
    #expect(Profiling.rows(profile[ExactDuplicates.self]?.repeated) == [1])
    #expect(Profiling.rows(profile[ExactDuplicates.self]?.conflicting) == [3])
    #expect(Profiling.rows(profile[NormalizedDuplicates.self]) == [2])
    #expect(Profiling.rows(profile[NearDuplicates.self]?.rows) == [4])
    #expect(profile[NearDuplicates.self]?.rest == found.rest)
    var rest = found.rest
    rest += NearDuplicateSearch.Rest(rows: 10, pairs: 20, crowded: 30)
    #expect(rest == NearDuplicateSearch.Rest(rows: 15, pairs: 26, crowded: 37))
  }

  @Test func textsHaveNoLabels() throws {
    let rows = (0..<9).map { (prompt: "q\($0)", completion: "answer \($0 / 3) END") }
    let profile = try Profiling.profile(rows)
    #expect(profile.task == .conditionalGeneration && profile.labels.isEmpty)
    #expect(profile.stop?.bytes == Array(" END".utf8))
    #expect(profile.stop?.rows == 9 && profile.stop?.total == 9)
  }

  /// An ending on many rows is counted in a pass of its own.
  @Test func endingsOfMostRows() throws {
    let rows = (0..<20).map { number in
      (
        prompt: "where is \(number * 37 % 11)" + (number % 10 == 4 ? "" : " SEP"),
        completion: "c\(number)"
      )
    }
    let separator = try #require(Profiling.profile(rows, batchSize: 4).separator)
    #expect(separator.text == " SEP" && separator.rows == 18 && separator.total == 20)
    var settings = Settings()
    settings.separator = "?"
    #expect(try Profiling.profile(rows, settings: settings).separator == nil)
  }

  @Test func whatTheUserSaysIsProposed() throws {
    var settings = Settings()
    (settings.separator, settings.stop) = ("=>", "###")
    let profile = try Profiling.profile(labelled, settings: settings)
    #expect(profile.proposedEnding(of: .prompt) == Array("=>".utf8))
    #expect(profile.proposedEnding(of: .completion) == Array("###".utf8))
    let own = try Profiling.profile([("a", "b")])
    #expect(own.proposedSeparator == Array(" ->".utf8) && own.proposedStop == Array(" END".utf8))
  }

  /// A file without columns names what it has, and where the header may be.
  @Test func columnsAreRequired() throws {
    let rows = [["title", "of it"], ["prompt", "completion"], ["a", "b"]]
    var builder = RowBatch.Builder(file: "a.csv", columns: ["Report", "2024"], firstRow: 0)
    for (number, row) in rows.enumerated() {
      for cell in row { builder.append(cell) }
      builder.endRow(line: number + 2)
    }
    let batch = builder.finish()
    let csv = MemorySource(path: "a.csv", format: .csv, batches: [batch])
    let error = #expect(throws: AssayError.self) { try Profiling.profile(csv) }
    #expect(error?.code == .missingColumn && error?.location?.file == "a.csv")
    #expect(
      error?.remedy?.hasPrefix("Line 3 looks like the header: give --header-line 3; if line 1")
        == true)
    let jsonl = MemorySource(path: "a.jsonl", format: .jsonl, batches: [batch])
    let other = #expect(throws: AssayError.self) { try Profiling.profile(jsonl) }
    #expect(other?.remedy?.contains("header:") == false)
  }

  @Test func rowsAreRequired() {
    let error = #expect(throws: AssayError.self) {
      try Profiling.profile(MemorySource(path: "b.csv", batches: []))
    }
    #expect(error?.message == "the file has no rows" && error?.location?.file == "b.csv")
  }

  /// Later batches of a JSON file may show more columns.
  @Test func theLongestListOfColumnsCounts() throws {
    var batches: [RowBatch] = []
    for (start, columns) in [(0, ["prompt", "completion"]), (1, ["prompt", "completion", "id"])] {
      var builder = RowBatch.Builder(file: "a", columns: columns, firstRow: start)
      for column in columns { builder.append(column) }
      builder.endRow(line: start + 1)
      batches.append(builder.finish())
    }
    let profile = try Profiling.profile(MemorySource(batches: batches))
    #expect(profile.columns == ["prompt", "completion", "id"] && profile.rows == 2)
  }
}

@Suite struct FieldSurveyTests {
  private func survey(_ texts: [String], kinds: [CellKind]? = nil) -> FieldSurvey {
    var survey = FieldSurvey(.completion, rules: .standard)
    for (index, text) in texts.enumerated() {
      var text = text
      text.withUTF8 {
        survey.add($0, kind: kinds?[index] ?? .text, hash: ByteHash.hash($0))
      }
    }
    return survey
  }

  @Test func cellsAreCounted() {
    let found = survey(
      [" Yes", "NO", "", "  ", " ok"], kinds: [.text, .text, .missing, .text, .number])
    #expect(found.rows == 5 && found.blank == 2 && found.spaced == 2)
    #expect(found.count(.text) == 3 && found.count(.missing) == 1 && found.count(.number) == 1)
    #expect(found.upper == 3 && found.lower == 4)
    #expect(found.edges.count == 3 && !found.isUniform)
  }

  @Test func partsAreAddedUp() {
    var found = survey([" A", "b"], kinds: [.text, .number])
    found.merge(survey(["", " C", "d"], kinds: [.null, .text, .text]))
    #expect(found.rows == 5 && found.blank == 1 && found.spaced == 2)
    #expect(found.upper == 2 && found.lower == 2)
    #expect(found.count(.text) == 3 && found.count(.number) == 1 && found.count(.null) == 1)
  }

  @Test func equalTextsAreUniform() {
    var same = survey(["a", "a"])
    #expect(same.isUniform)
    same.merge(survey([]))
    #expect(same.isUniform)
    same.merge(survey(["a"]))
    #expect(same.isUniform)
    same.merge(survey(["b"]))
    #expect(!same.isUniform)
    var late = survey(["a"])
    late.merge(survey(["a", "b"]))
    #expect(!late.isUniform)
    var empty = survey([])
    empty.merge(survey(["c"]))
    empty.merge(survey(["d"]))
    #expect(!empty.isUniform)
  }
}
