// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import RowsTestSupport
import Tables
import Testing

@testable import Records

@Suite struct KeptRowsTests {
  private let batches = ExampleRows.source(
    (0..<20).map { (prompt: "question \($0)", completion: " answer \($0)") }, batchSize: 6
  ).batches

  private func kept(numbers: [Int: [Int]] = [:], notes: [ReadingNote] = []) throws -> KeptRows {
    var writer = try #require(KeptRows.Writer(path: "rows.csv"))
    for (place, batch) in batches.enumerated() {
      let runs = numbers[place].map { rows in
        rows.reduce(into: RowRuns()) { $0.append($1) }
      }
      writer.append(batch, numbers: runs)
    }
    return try #require(writer.finish(notes))
  }

  @Test func batchesComeBackInTheirOrder() throws {
    let note = ReadingNote(kind: .mendedLine, detail: "x", location: Location(file: "rows.csv"))
    var reader = KeptRows.Reader(try kept(notes: [note]))
    #expect(reader.notes.map(\.detail) == ["x"])
    for batch in batches {
      let found = try #require(try reader.next())
      #expect(found.count == batch.count && found.firstRow == batch.firstRow)
      for row in 0..<batch.count {
        #expect(
          found[row].text(0) == batch[row].text(0) && found[row].text(1) == batch[row].text(1))
        #expect(found[row].line == batch[row].line)
      }
    }
    #expect(try reader.next() == nil)
    #expect(try reader.next() == nil)
  }

  /// Rows keep the numbers that they have in the input, also where rows before them are gone.
  @Test func numbersAreThoseOfTheInput() throws {
    let own = [40, 41, 43, 50, 51, 52]
    var reader = KeptRows.Reader(try kept(numbers: [1: own]))
    var found: [[Int]] = []
    while let batch = try reader.next(ColumnNames()) {
      var numbers: [Int] = []
      batch.visit { numbers.append($0.number) }
      found.append(numbers)
    }
    #expect(found == [Array(0..<6), own, Array(12..<18), [18, 19]])
  }

  /// Several readers read the same rows, each from the start.
  @Test func rowsAreReadAsOftenAsWanted() throws {
    let rows = try kept()
    for _ in 0..<2 {
      var reader = KeptRows.Reader(rows)
      var count = 0
      while let batch = try reader.next() { count += batch.count }
      #expect(count == 20)
    }
  }
}
