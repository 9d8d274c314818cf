// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct PandasCSVTokenizerTests {
  private func rows(_ text: String) throws -> [[String]] {
    var rows: [[String]] = []
    try Array(text.utf8).withUnsafeBufferPointer { buffer in
      var tokenizer = PandasCSVTokenizer(buffer, separator: UInt8(ascii: ","))
      try tokenizer.read { text, ends, _ in
        let starts = [0] + ends.dropLast()
        rows.append(zip(starts, ends).map { String(decoding: text[$0..<$1], as: UTF8.self) })
      }
    }
    return rows
  }

  @Test func cutsCells() throws {
    #expect(try rows("a,b\n\"x,\"\"y\"\"\nz\",\"e\"f\n") == [["a", "b"], ["x,\"y\"\nz", "ef"]])
    #expect(
      try rows("a,b\r1,2\r\n3,4\n\n  \n5,6") == [
        ["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"],
      ])
    #expect(try rows("a,b\n1\n") == [["a", "b"], ["1", ""]])
    // A byte order mark is no part of a first cell that starts with spaces.
    #expect(try rows("\u{FEFF}  a,b\n1,2\n") == [["  a", "b"], ["1", "2"]])
  }

  @Test func theFirstRowSetsTheWidth() throws {
    #expect(try rows("a\n1,2\n3\n") == [["a"], ["1", "2"], ["3", ""]])
    #expect(throws: PandasCSVTokenizer.Refusal.self) { try rows("a,b\n1,2\n3,4,5\n") }
    #expect(throws: PandasCSVTokenizer.Refusal.self) { try rows("a,b\n\"1,2\n") }
  }

  /// Whatever stands in the blank lines before it.
  @Test(arguments: ["", "\n", "  \n", " \t\n \n", "\r", " \r", " \t\r\r"])
  func theLineOfALongRowIsNamed(blank: String) {
    let refusal = #expect(throws: PandasCSVTokenizer.Refusal.self) {
      try rows("a,b\n1,2\n" + blank + "3,4,5\n")
    }
    guard case .longRow(row: 1, let line, expected: 2, found: 3)? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(line == 3 + blank.count { $0 == "\n" || $0 == "\r" })
  }

  /// After a blank line that ends in a carriage return a separator is swallowed.
  @Test func swallowsTheSeparatorAfterABlankLine() throws {
    #expect(try rows("a,b\r1,2\r\r,x,y\r") == [["a", "b"], ["1", "2"], ["x", "y"]])
  }

  /// A row that begins with blanks is read again from the last line feed.
  @Test func goesBackToTheLastLineFeed() throws {
    #expect(try rows("a,b\n1,2\n  3,4\n") == [["a", "b"], ["1", "2"], ["  3", "4"]])
    #expect(throws: PandasCSVTokenizer.Refusal.self) { try rows("a,b\r1,2\r 3,4\r 5,6\r") }
  }

  /// It goes back no further than to where its chunk of 2^18 characters starts, whatever their bytes;
  /// a row that begins with blanks and ends the chunk before makes it go in circles.
  @Test(arguments: ["2", "é"]) func goesBackToTheStartOfTheChunk(cell: String) throws {
    func text(_ count: Int) -> String {
      "a,b\r" + String(repeating: "1,\(cell)\r", count: count) + " 5,6\n"
    }
    let rows = try rows(text(65_535))
    #expect(rows.count == 65_537)
    #expect(rows.suffix(2) == [["1", cell], [" 5", "6"]])
    let refusal = #expect(throws: PandasCSVTokenizer.Refusal.self) {
      try self.rows(text(65_534))
    }
    guard case .overflow? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
  }

  /// The parser works in blocks of 2^18 rows (for two columns) and checks no first row of a block.
  @Test func theFirstRowOfABlockIsNotChecked() throws {
    let block = String(repeating: "1,2\n", count: 1 << 18)
    #expect(try rows("a,b\n" + block + "3,4,5\n").last == ["3", "4", "5"])
    #expect(throws: PandasCSVTokenizer.Refusal.self) { try rows("a,b\n" + block + "1,2\n3,4,5\n") }
  }

  /// A row that ends in a carriage return and is the last of its block is not read again.
  @Test func aBlockEndsTheWayBack() throws {
    let block = String(repeating: "1,2\n", count: (1 << 18) - 1) + "7,8\r"
    let found = try rows("a,b\n" + block + " 5,6\n")
    #expect(found.count == (1 << 18) + 2)
    #expect(found.suffix(3) == [["1", "2"], ["7", "8"], [" 5", "6"]])
  }
}
