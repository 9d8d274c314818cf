// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

@Suite struct RowPiecesTests {
  // MARK: - Batches

  private func batch() -> RowBatch {
    var builder = RowBatch.Builder(file: "t", columns: ["a", "b"], firstRow: 10, padding: .null)
    builder.append("x")
    builder.append("1", kind: .number)
    builder.endRow(line: 3)
    builder.append("é")
    builder.endRow(line: 5)
    builder.addColumn("c")
    builder.append("")
    builder.append("", kind: .missing)
    builder.append("z", kind: .boolean)
    builder.endRow(line: 6)
    return builder.finish()
  }

  @Test func rowsKnowTheirPlace() {
    let batch = batch()
    #expect(batch.count == 3 && batch.byteCount == 5 && batch.columns == ["a", "b", "c"])
    #expect((0..<3).map { batch[$0].number } == [10, 11, 12])
    #expect((0..<3).map { batch[$0].line } == [3, 5, 6])
    #expect(batch[0].file == "t")
  }

  @Test func cellsThatWereNotGivenArePadding() {
    let batch = batch()
    #expect((0..<4).map { batch[0].kind($0) } == [.text, .number, .null, .missing])
    #expect((0..<3).map { batch[1].kind($0) } == [.text, .null, .null])
    #expect((0..<3).map { batch[2].kind($0) } == [.text, .missing, .boolean])
    #expect((0..<3).map { batch[1].text($0) } == ["é", "", ""])
    #expect(batch[2].text(2) == "z" && batch[2].text(9) == "")
  }

  @Test func pairsAreTheCellsOfTwoColumns() {
    var seen: [String] = []
    batch().visitPairs(0, 2) { row, line, first, second in
      let texts = [first, second].map { String(decoding: $0.text, as: UTF8.self) }
      seen.append("\(row) \(line) \(texts) \(first.kind) \(second.kind)")
    }
    #expect(
      seen == [
        #"0 3 ["x", ""] text null"#, #"1 5 ["é", ""] text null"#, #"2 6 ["", "z"] text boolean"#,
      ])
  }

  @Test func aRowCanBeTakenBack() {
    var builder = RowBatch.Builder(file: "t", columns: ["a", "b"], firstRow: 0)
    builder.append("x")
    builder.endRow(line: 1)
    builder.append("lost")
    builder.append("too")
    builder.discardRow()
    builder.append("y")
    builder.endRow(line: 2)
    #expect(builder.count == 2 && builder.byteCount == 2 && builder.cellCount == 2)
    let batch = builder.finish()
    #expect([batch[0].text(0), batch[1].text(0), batch[1].text(1)] == ["x", "y", ""])
  }

  /// Gaps of more than 64 columns are not filled with cells.
  @Test(arguments: [64, 65, 200])
  func columnsMayBeLeftOut(_ gap: Int) {
    let columns = (0...gap).map { "c\($0)" }
    var builder = RowBatch.Builder(file: "t", columns: columns, firstRow: 0)
    builder.append("a")
    builder.append("b")
    builder.endRow(line: 1)
    builder.skip(to: gap)
    builder.append("z", kind: .number)
    builder.endRow(line: 2)
    builder.append("y")
    builder.discardRow()
    builder.skip(to: 1)
    builder.append("w")
    builder.endRow(line: 3)
    let cells = builder.cellCount
    let batch = builder.finish()
    #expect(cells == (gap > 64 ? 4 : gap + 5))
    #expect(batch[0].text(0) == "a" && batch[0].text(1) == "b" && batch[0].kind(2) == .missing)
    #expect(batch[1].text(gap) == "z" && batch[1].kind(gap) == .number)
    #expect(batch[1].text(0) == "" && batch[1].kind(gap - 1) == .missing)
    #expect(batch[2].text(1) == "w" && batch[2].text(0) == "" && batch[2].kind(gap) == .missing)
  }

  @Test func aColumnThatMustBeThere() throws {
    let batch = batch()
    #expect(try batch.requiredColumn("b", remedy: "x") == 1)
    let error = #expect(throws: AssayError.self) {
      try batch.requiredColumn("completion", remedy: "Name it")
    }
    #expect(error?.message == "there is no column 'completion' (columns: 'a', 'b', 'c')")
    #expect(error?.remedy == "Name it")
  }

  // MARK: - The sink

  private func sink(bytes: Int = 1 << 20, cells: Int = 100, columns: Int = 3) -> RowSink {
    var limits = TableLimits()
    limits.batchBytes = bytes
    limits.batchCells = cells
    limits.columns = columns
    return RowSink(file: "t", columns: ["a"], limits: limits)
  }

  @Test func batchesAreCutByBytesAndCells() {
    var small = sink(bytes: 4)
    small.append("abc", kind: .text)
    small.endRow(line: 1)
    #expect(!small.isFull)
    small.append("d", kind: .text)
    small.endRow(line: 2)
    #expect(small.isFull && small.row == 2)
    let first = small.deliver()
    #expect(first?.count == 2 && first?.firstRow == 0)
    #expect(small.deliver() == nil && small.row == 2 && !small.isFull)
    small.endRow(line: 3)
    #expect(small.deliver()?.firstRow == 2)
    var cells = sink(cells: 2)
    cells.endRow(line: 1)
    #expect(!cells.isFull)
    cells.endRow(line: 2)
    #expect(cells.isFull)
  }

  @Test func columnsAreCounted() throws {
    var sink = sink()
    try sink.addColumn("b", line: 1)
    try sink.addColumn("c", line: 1)
    let error = #expect(throws: AssayError.self) { try sink.addColumn("d", line: 4) }
    #expect(
      error?.message == "the rows have more than 3 different keys" && error?.location?.line == 4)
    #expect(sink.columns == ["a", "b", "c"])
  }

  // MARK: - Headers and notes

  private func names(_ header: [String]) -> ([String], [ReadingNote]) {
    var notes = ReadingNotes()
    let names = HeaderNames.unique(header, line: 1, file: "t", notes: &notes)
    return (names, notes.notes)
  }

  @Test(
    arguments: [
      (["a", "b"], ["a", "b"], []),
      (["a", "a", "a"], ["a", "a.1", "a.2"], [.duplicateHeader, .duplicateHeader]),
      (["", "a", " \t"], ["Unnamed: 0", "a", "Unnamed: 2"], [.blankHeader, .blankHeader]),
      (["a", "a", "a.1"], ["a", "a.2", "a.1"], [.duplicateHeader]),
      (["", "Unnamed: 0"], ["Unnamed: 0.1", "Unnamed: 0"], [.blankHeader]),
    ] as [([String], [String], [ReadingNote.Kind])])
  func headersAreMadeUnique(_ header: [String], _ unique: [String], _ kinds: [ReadingNote.Kind]) {
    let (names, notes) = names(header)
    #expect(names == unique && notes.map(\.kind) == kinds)
  }

  @Test func columnsWithoutAHeaderGetAName() {
    #expect(HeaderNames.unnamed(2, among: ["a"]) == "Unnamed: 2")
    #expect(HeaderNames.unnamed(2, among: ["Unnamed: 2", "Unnamed: 2.1"]) == "Unnamed: 2.1.1")
  }

  @Test func notesOfAKindAreOne() {
    var notes = ReadingNotes()
    for row in 0..<150 {
      notes.add(.blankLine, at: Location(file: "t", line: row + 1), row: row)
      notes.add(.mendedLine, at: Location(file: "t", line: row + 1), row: row)
    }
    notes.add(.duplicateKey, "a", at: Location(file: "t", line: 1))
    notes.add(.duplicateKey, "b", at: Location(file: "t", line: 1))
    #expect(notes.notes.map(\.kind) == [.blankLine, .mendedLine, .duplicateKey, .duplicateKey])
    #expect(notes.notes[0].count == 150 && notes.notes[0].location.line == 1)
    // Mended rows are changed rows, and each is listed.
    #expect(notes.notes[0].rows == Array(0..<100) && notes.notes[1].rows == Array(0..<150))
    #expect(notes.notes[2].rows == [])
  }

  @Test func aThousandNotesAreKept() {
    var notes = ReadingNotes()
    for key in 0..<1_100 { notes.add(.duplicateKey, "k\(key)", at: Location(file: "t")) }
    #expect(notes.notes.count == 1_000)
    notes.add(.duplicateKey, "k5", at: Location(file: "t"))
    #expect(notes.notes[5].count == 2)
  }

  @Test func kindsAreNamedInKebabCase() {
    for kind in ReadingNote.Kind.allCases {
      #expect(kind.rawValue.allSatisfy { $0.isLowercase || $0 == "-" }, "\(kind)")
    }
    #expect(ReadingNote.Kind(rawValue: "other-sheets") == .otherSheets)
  }
}
