// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import RowsTestSupport
import Testing

@testable import Records
@testable import RuleEngine

/// The earlier rows that duplicates repeat.
@Suite struct EarlierRowTests {
  private static let text = "the parcel came on the second day and it was all right"
  private static let rows: [(prompt: String, completion: String)] = [
    (text, "yes"), ("where is the lamp", "no"), (text.uppercased() + "  ", "yes"),
    ("where is the lamp", "no"), (text, "yes"), ("the parcel came on the third day", "yes"),
    ("Where  is the lamp", "no"),
  ]

  /// The row that each of some rows repeats.
  private func earlier(_ code: String, _ rows: [Int], places: Int = 9) throws -> [Int: Int] {
    let finding = Finding(
      code: code, name: "x", severity: .warning, message: "m", file: "example",
      places: rows.map { Finding.Place(row: $0, line: $0 + 2) }, rowCount: rows.count, help: "h")
    let source = ExampleRows.source(Self.rows, batchSize: 3)
    var repeated = RepeatedRows([finding], places: places)
    for batch in source.batches {
      RecordBatch(batch).visit { if rows.contains($0.number) { repeated.learn($0) } }
    }
    try repeated.find(in: source, ColumnNames())
    var found: [Int: Int] = [:]
    for row in Self.rows.indices {
      guard let place = repeated.place(repeatedBy: row) else { continue }
      #expect(place.line == place.row + 2)
      found[row] = place.row
    }
    return found
  }

  @Test func copiesRepeatTheFirst() throws {
    #expect(try earlier("DUP001", [3, 4]) == [3: 1, 4: 0])
    // To the byte.
    #expect(try earlier("DUP001", [2, 6]) == [:])
  }

  @Test func caseAndSpaceMayDiffer() throws {
    #expect(try earlier("DUP002", [2, 6]) == [2: 0, 6: 1])
  }

  @Test func theMostSimilarRowIsNamed() throws {
    #expect(try earlier("DUP003", [5]) == [5: 0])
  }

  @Test func onlyWhatIsShownIsLookedFor() throws {
    #expect(try earlier("DUP001", [3, 4], places: 1) == [3: 1])
    #expect(try earlier("SEP001", [3, 4]) == [:])
    #expect(try earlier("DUP001", []) == [:])
  }
}
