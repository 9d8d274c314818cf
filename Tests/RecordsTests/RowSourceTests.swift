// SPDX-License-Identifier: Apache-2.0

import AssayCore
import RowsTestSupport
import Tables
import Testing

@testable import Records

/// Rows of several files that are told by the file that they stand in.
@Suite struct RowSourceTests {
  private static let rows = ExampleRows.source([("a", "b")])

  /// Two files of two rows each.
  private struct Joined: RowSource {
    let path = "2 files"
    var format: TableFormat { .jsonl }

    func open() throws(AssayError) -> any TableReader { try RowSourceTests.rows.open() }

    func origin(of row: Int) -> RowOrigin? {
      row < 4 ? RowOrigin(file: row < 2 ? "a.jsonl" : "b.jsonl", row: row % 2) : nil
    }
  }

  @Test func placesAreOfTheirFile() {
    let place = Finding.Place(row: 3, line: 7)
    let found = Joined().located(place)
    #expect(found.origin == RowOrigin(file: "b.jsonl", row: 1))
    #expect(found.row == 3 && found.line == 7)
    #expect(Self.rows.located(place) == place)
  }

  @Test func errorsAreOfTheirFile() {
    func located(_ location: Location?) -> Location? {
      Joined().located(AssayError("it is wrong", at: location, remedy: "Mend it")).location
    }
    let inFirst = located(Location(file: "2 files", row: 1, line: 5, field: "prompt"))
    #expect(inFirst == Location(file: "a.jsonl", row: 1, line: 5, field: "prompt"))
    #expect(located(Location(file: "2 files", row: 2)) == Location(file: "b.jsonl", row: 0))
    // Of another file, of no row, or of a row that nobody knows.
    let others = [
      Location(file: "c.jsonl", row: 1), Location(file: "2 files"),
      Location(file: "2 files", row: 4),
    ]
    for other in others { #expect(located(other) == other) }
    #expect(located(nil) == nil)
    let one = AssayError("it is wrong", at: Location(file: Self.rows.path, row: 0), remedy: "")
    #expect(Self.rows.located(one).location == one.location)
  }
}
