// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

/// Small CSV files and what becomes of them.
@Suite struct DelimitedPiecesTests {
  @Test(arguments: [
    ("a,b\n1,2\n", [["1", "2"]]), ("a,b\r\n1,2\r\n", [["1", "2"]]), ("a,b\r1,2", [["1", "2"]]),
    ("a,b\n\"1,\"\"x\"\"\n\",2\n", [["1,\"x\"\n", "2"]]), ("a,b\n,\n", [["", ""]]),
    ("a,b\n\n1,2\n\n", [["1", "2"]]), ("a\n1\n2", [["1"], ["2"]]),
    ("a,b\n\"\",\" x \"\n", [["", " x "]]),
    ("a,b\n1\"2,3\n", [["1\"2", "3"]]),
  ])
  func cellsAreCut(_ text: String, _ rows: [[String]]) throws {
    #expect(try ReadTable(text, as: "t.csv").rows == rows)
  }

  @Test(
    arguments: [
      ("", .noRows, nil), ("a,b\n", .noRows, nil), ("a,b\n1\n", .raggedRow, 2),
      ("a,b\n1,2,3\n", .raggedRow, 2), ("a,b\n\"1,2\n", .faultyQuote, 2),
      ("a,b\n\"1\"x,2\n", .faultyQuote, 2), ("a,b\n1,\u{0}\n", .zeroByte, 2),
    ] as [(String, RuleCode, Int?)])
  func faultsHaveACodeAndALine(_ text: String, _ code: RuleCode, _ line: Int?) throws {
    let error = try readingError(text, as: "t.csv")
    #expect(error.code == code && error.location?.line == line, "\(error)")
  }

  @Test func oneCellMoreOrLessIsNamedInWords() throws {
    #expect(
      try readingError("a,b\n1\n", as: "t.csv").message
        == "the row has 1 cell, but the header has 2")
    #expect(
      try readingError("a\n1,2\n", as: "t.csv").message
        == "the row has 2 cells, but the header has 1")
  }
}
