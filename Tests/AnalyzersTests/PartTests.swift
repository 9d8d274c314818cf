// SPDX-License-Identifier: Apache-2.0

import AssayCore
import BitCollections
import Dataset
import Foundation
import Records
import RowsTestSupport
import Tables
import Testing

@testable import Analyzers

/// Rows that are surveyed part by part, and what all parts together say of them.
@Suite struct PartTests {
  private typealias Rows = [(prompt: String, completion: String)]

  private let long = (0..<30).map { "word\($0 * 7919 % 101)" }.joined(separator: " ")

  private func stream(_ rows: Rows, batchSize: Int = 2) -> RecordStream {
    RecordStream(
      ExampleRows.source(rows, batchSize: batchSize), names: ColumnNames(), threads: 1)
  }

  /// The cells of the lines of keys.
  private func keys(_ stream: RecordStream, first: Int) throws -> [[Substring]] {
    var bytes: [UInt8] = []
    _ = try Surveyor(settings: Settings(), analyzers: []).part(stream, first: first) {
      bytes += $0
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: "\t")
    }
  }

  @Test func keysOfRowsThatRepeatOneAnother() throws {
    let rows = [("a", "1"), ("A ", "1"), ("a", " 2")].map { (prompt: $0.0, completion: $0.1) }
    let keys = try keys(stream(rows), first: 0)
    let more = try self.keys(stream([("a", "1"), ("b", "2")]), first: 3)
    let all = keys + more
    #expect(all.allSatisfy { $0.count == 6 })
    #expect(all.map { $0[5] } == ["0", "1", "2", "3", "4"])
    // Pairs, by two halves.
    #expect(keys[0].prefix(5) == more[0].prefix(5))
    for half in [0, 1] { #expect(Set(all.map { $0[half] }).count == 4) }
    // Prompts.
    #expect(keys[0][2] == keys[2][2] && Set(all.map { $0[2] }).count == 3)
    // Pairs but for case and space.
    #expect(keys[0][3] == keys[1][3] && Set(all.map { $0[3] }).count == 3)
    // Completions but for the space around them.
    #expect(keys[0][4] == keys[1][4] && keys[2][4] == more[1][4] && keys[0][4] != keys[2][4])
  }

  @Test(arguments: [1, 4, 6]) func partsMakeAWhole(border: Int) throws {
    let rows: Rows = [
      ("Where is it ->", " yes"), ("who ->", " no"), ("  ", " yes"), ("Why ->", ""),
      (" when ->", " No"), ("what ->", " no"), ("which ->", " yes"),
    ]
    var settings = Settings()
    settings.tokenizer = WordCounter()
    let surveyor = Surveyor(settings: settings, analyzers: [TokenCounts(limit: 2)])
    let stream = stream(rows)
    let expected = try surveyor.profile(stream)
    let first = try surveyor.part(self.stream(Array(rows[..<border])), first: 0) { _ in }
    let last = try surveyor.part(self.stream(Array(rows[border...])), first: border) { _ in }
    let decoder = JSONDecoder()
    decoder.userInfo = surveyor.reading(of: stream, firstRow: 0)
    var whole = try decoder.decode(SurveyPart.self, from: JSONEncoder().encode(first))
    decoder.userInfo = surveyor.reading(of: stream, firstRow: border)
    whole.merge(try decoder.decode(SurveyPart.self, from: JSONEncoder().encode(last)))
    #expect(whole.rows == 7 && !whole.sharesEdges)
    #expect(try surveyor.newForm(of: whole, stream) == nil)
    var count = surveyor.endingCount(of: whole, stream)
    for batch in ExampleRows.source(rows).batches {
      RecordBatch(batch).visit { count.add(prompt: $0.prompt, completion: $0.completion) }
    }
    let found = try surveyor.profile(of: whole, stream, count: count)
    #expect(found.rows == expected.rows && found.columns == expected.columns)
    #expect(found.task == expected.task && found.evidence == expected.evidence)
    #expect(found.labels.map(\.text) == expected.labels.map(\.text))
    #expect(found.labels.map(\.firstRow) == expected.labels.map(\.firstRow))
    #expect(found.separator == expected.separator && found.stop == expected.stop)
    for field in [Field.prompt, .completion] {
      let (found, expected) = (found.survey(of: field), expected.survey(of: field))
      #expect(found.rows == expected.rows && found.kinds == expected.kinds)
      #expect(found.blank == expected.blank && found.spaced == expected.spaced)
      #expect(found.upper == expected.upper && found.lower == expected.lower)
      #expect(found.isUniform == expected.isUniform)
    }
    let (tokens, all) = (found[TokenCounts.self], expected[TokenCounts.self])
    #expect(tokens?.lengths.histogram == all?.lengths.histogram && tokens?.limit == 2)
    #expect(tokens?.lengths.total == 20)
  }

  /// Each part may have the same space around all completions, and the whole none.
  @Test func spaceOfAllParts() throws {
    let surveyor = Surveyor(settings: Settings(), analyzers: [])
    func part(_ completions: String...) throws -> SurveyPart {
      let rows = completions.map { (prompt: "p", completion: $0) }
      return try surveyor.part(stream(rows), first: 0) { _ in }
    }
    var same = try part(" a", " b")
    #expect(same.sharesEdges)
    same.merge(try part(" c"))
    #expect(same.sharesEdges)
    same.merge(try part("d"))
    #expect(!same.sharesEdges)
    #expect(same.rows == 4)
  }

  @Test func notesOfPartsAreJoined() throws {
    var first = SurveyPart(Survey(rules: .standard, AnalyzerSet([])))
    let rows = ExampleRows.source([("a", "b"), ("c", "d")])
    for batch in rows.batches { _ = first.add(RecordBatch(batch)) }
    var next = first
    func note(_ rows: Int...) -> ReadingNote {
      ReadingNote(
        kind: .hiddenRow, detail: "", location: Location(file: "a"), count: rows.count, rows: rows)
    }
    first.note([note(1)])
    next.note([note(0)])
    first.merge(next)
    #expect(first.notes == [note(1, 2)])
    #expect(first.rows == 4)
  }

  /// Where all meet, rows are found that are nearly equal to those of other parts.
  @Test func nearRowsOfOtherParts() throws {
    let parts: [Rows] = [
      [("", "x"), ("", long)], [("", "y"), ("", long + " more"), ("", "of " + long)],
    ]
    let starts = [0, 2]
    let profile = try Profiling.profile(parts.flatMap { $0 })
    func search(
      _ rules: FactRules.Likeness, skipping skipped: BitSet = BitSet()
    ) throws -> (wanted: [Int], rows: [Int]?, rest: NearDuplicateSearch.Rest) {
      var signatures = NearSignatures(rules)
      for (part, start) in zip(parts, starts) {
        let own = try NearSearch.signatures(
          of: stream(part), profile, skipping: start == 2 ? skipped : BitSet())
        try signatures.add(own, firstRow: start)
      }
      let search = try NearSearch(signatures, threads: 2)
      var sets: [Int: ShingleSet] = [:]
      for (part, start) in zip(parts, starts) {
        let wanted = search.wanted.filter { $0 >= start }.map { $0 - start }
        let own = try NearSearch.sketches(of: stream(part), profile, rows: BitSet(wanted))
        for (row, set) in own { sets[row + start] = set }
      }
      let found = try search.found { rows in sets.filter { rows.contains($0.key) } }
      return (search.wanted, Profiling.rows(found.rows), found.rest)
    }
    var rules = FactRules.standard.likeness
    let all = try search(rules)
    #expect(all.wanted == [1, 3, 4] && all.rows == [3, 4])
    #expect(all.rest == NearDuplicateSearch.Rest())
    let skipped = try search(rules, skipping: [2])
    #expect(skipped.wanted == [1, 3] && skipped.rows == [3])
    rules.near = 1
    #expect(try search(rules).rows == [])
    rules.near = FactRules.standard.likeness.near
    rules.mostRows = 4
    let some = try search(rules)
    #expect(some.rows == [3] && some.rest == NearDuplicateSearch.Rest(rows: 1))
    rules.mostRows = 100
    rules.mostPasses = 0
    let none = try search(rules)
    #expect(none.wanted == [] && none.rows == [] && none.rest.pairs > 0)
  }

  @Test func damagedSignaturesAreTold() throws {
    var signatures = NearSignatures(FactRules.standard.likeness)
    let cut = RowSignatures(seen: 1, rows: [0], turns: [1], bands: ["0"])
    let error = #expect(throws: AssayError.self) { try signatures.add(cut, firstRow: 0) }
    #expect(error?.message == "the signatures of rows are damaged")
    #expect(error?.remedy == "Make them anew")
  }

  /// What tells of each row by itself is found out in the part, and the rest is as others found it.
  @Test func rowsOfAPartAreLookedAt() throws {
    let rows: Rows = [("a b c", "d"), ("a", "b"), ("a b", "c d")]
    var settings = Settings()
    settings.tokenizer = WordCounter()
    let surveyor = Surveyor(
      settings: settings, analyzers: [TokenCounts(limit: 3), ExactDuplicates(), WrittenSize()])
    let whole = try surveyor.profile(stream([("a", "b"), ("c", "d")]))
    var verdicts = RowVerdicts()
    verdicts.repeated = [1]
    (verdicts.normalized, verdicts.near) = ([2], [0])
    #expect(Profiling.rows(verdicts.copies) == [1, 2])
    let found = try surveyor.profile(whole, lookingAt: stream(rows), found: verdicts)
    #expect(Profiling.rows(found[TokenCounts.self]?.overlong) == [0, 2])
    #expect(Profiling.rows(found[ExactDuplicates.self]?.repeated) == [1])
    #expect(found[WrittenSize.self] == whole[WrittenSize.self] && found.rows == 2)
  }
}
