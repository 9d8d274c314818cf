// SPDX-License-Identifier: Apache-2.0

import Platform
import Testing

@testable import Tables

/// Lines with quotes that are split without libcsv.
@Suite struct QuotedRowTests {
  private func cells(_ line: String, by delimiter: Character = ",") -> [String]? {
    var row = QuotedRow()
    var cells: [String] = []
    return Array(line.utf8).withUnsafeBufferPointer { line in
      guard row.split(line, by: delimiter.asciiValue ?? 0) else { return nil }
      row.visitCells(of: line) { cells.append(String(decoding: $0, as: UTF8.self)) }
      return cells
    }
  }

  @Test(arguments: [
    ("\"a\"\n", ["a"]), ("\"\",\"\"\n", ["", ""]), ("\"a,b\",c\n", ["a,b", "c"]),
    ("c,\"a\"\"b\"\r\n", ["c", "a\"b"]), ("\"\"\"\"\"\",,\n", ["\"\"", "", ""]),
    ("\"é\"\"\",\"x\"\"y\"\"z\"\n", ["é\"", "x\"y\"z"]), (",\"a\"\n", ["", "a"]),
  ])
  func rowsAreSplit(_ line: String, _ expected: [String]) {
    #expect(cells(line) == expected)
  }

  /// What libcsv has to look at, since it notes or refuses it, or waits for the next line.
  @Test(arguments: [
    "\"a\"", "\"a\n", "\"a\" ,b\n", "\"a\"b\n", "a\"b\",c\n", " \"a\"\n", "\"a\rb\"\n",
    "\"a\"\r\"b\"\n", "\"a\"\"\n", "\"\"\"\n", "",
  ])
  func otherLinesAreLeftAlone(_ line: String) {
    #expect(cells(line) == nil)
  }

  @Test func anyDelimiterPartsCells() {
    #expect(cells("\"a;b\";c,d\n", by: ";") == ["a;b", "c,d"])
    #expect(cells("\"a\"\"b\"\n", by: "\"") == nil)
  }

  /// Rows of random cells are read back as they were written.
  @Test func randomCellsAreReadAsTheyWereWritten() throws {
    var generator = SeededGenerator(seed: 17)
    let letters = ["a", "\"", ",", "é", " ", "\n", "\r\n", ""]
    let rows = (0..<400).map { _ in
      (0..<2).map { _ in
        "x"
          + (0..<generator.next(below: 6)).map { _ in letters.randomElement(using: &generator)! }
          .joined()
      }
    }
    for end in ["\n", "\r\n"] {
      let lines = ([["p", "c"]] + rows).map { row in
        row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + end
      }
      let table = try ReadTable(lines.joined(), as: "in.csv")
      #expect(table.rows == rows && table.notes.isEmpty)
    }
  }
}
