// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

@Suite struct DelimitedReaderTests {
  @Test func readsPlainAndQuotedCells() throws {
    let table = try ReadTable(
      "prompt,completion\nplain, with space \n\"a, b\",\"say \"\"hi\"\"\"\n,\"\"\n", as: "in.csv")
    #expect(table.columns == ["prompt", "completion"])
    #expect(table.rows == [["plain", " with space "], ["a, b", "say \"hi\""], ["", ""]])
    #expect(table.lines == [2, 3, 4])
    #expect(table.numbers == [0, 1, 2])
    #expect(table.kinds.allSatisfy { $0 == [.text, .text] })
    #expect(table.notes.isEmpty)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func readsAnyLineBreakAndCountsLines(end: String) throws {
    let text = ["a,b", "1,2", "", "\"x\(end)y\",3", "4,5"].joined(separator: end)
    for ended in [text, text + end] {
      let table = try ReadTable(ended, as: "in.csv")
      #expect(table.rows == [["1", "2"], ["x\(end)y", "3"], ["4", "5"]])
      #expect(table.lines == [2, 4, 6])
      #expect(table.notes(.blankLine).map(\.location.line) == [3])
    }
  }

  @Test func givesTheSameWhateverTheChunks() throws {
    let text =
      "\u{FEFF}p,c\r\n\"é\r\n😀\",ü\n\n a ,\"b\"\"\"\r\nx\"y,z\nlong long long cell,\"q,\n\n\"\n1,2"
    let whole = try ReadTable(text, as: "in.csv")
    #expect(
      whole.rows == [
        ["é\r\n😀", "ü"], [" a ", "b\""], ["x\"y", "z"], ["long long long cell", "q,\n\n"],
        ["1", "2"],
      ])
    #expect(whole.lines == [2, 5, 6, 7, 10])
    for chunk in 1...text.utf8.count {
      let table = try ReadTable(text, as: "in.csv", options: .tiny(chunk: chunk))
      #expect(table.columns == whole.columns)
      #expect(table.rows == whole.rows)
      #expect(table.lines == whole.lines)
      #expect(table.numbers == whole.numbers)
      #expect(table.notes.map(\.kind) == whole.notes.map(\.kind))
      #expect(table.batches > 1)
    }
  }

  @Test func readsTabs() throws {
    let table = try ReadTable("prompt\tcompletion\na, b\t\"c\td\"\n", as: "in.tsv")
    #expect(table.rows == [["a, b", "c\td"]])
  }

  @Test(arguments: [(";", ";"), ("\t", "tab")])
  func noticesAnotherDelimiter(delimiter: String, name: String) throws {
    let table = try ReadTable("p\(delimiter)c\n1,5\(delimiter)2\n", as: "in.csv")
    #expect(table.rows == [["1,5", "2"]])
    #expect(table.notes(.otherDelimiter).map(\.detail) == [name])
  }

  @Test func makesHeadersUnique() throws {
    let table = try ReadTable(",a,a,a.1,a, \n1,2,3,4,5,6\n", as: "in.csv")
    #expect(table.columns == ["Unnamed: 0", "a", "a.2", "a.1", "a.3", "Unnamed: 5"])
    #expect(table.notes(.blankHeader).map(\.detail) == ["Unnamed: 0", "Unnamed: 5"])
    #expect(table.notes(.duplicateHeader).map(\.detail) == ["a.2", "a.3"])
  }

  @Test func notesOddities() throws {
    let table = try ReadTable("\u{FEFF}a,b\n5\" disk,x\n   \n6\" disk,\"y\"\n", as: "in.csv")
    #expect(table.columns == ["a", "b"])
    #expect(table.rows == [["5\" disk", "x"], ["6\" disk", "y"]])
    #expect(table.notes(.byteOrderMark).count == 1)
    #expect(table.notes(.byteOrderMark).first?.location.line == 1)
    #expect(table.notes(.blankLine).map(\.location.line) == [3])
    let quotes = try #require(table.notes(.quoteInsideCell).first)
    #expect(quotes.rows == [0, 1])
    #expect(quotes.count == 2)
    #expect(quotes.location.line == 2)
  }

  @Test(arguments: [
    ("", nil, "the file is empty"),
    ("\n\n", nil, "the file is empty"),
    ("a,b\n", nil, "there is a header but no row"),
    ("a,b", nil, "there is a header but no row"),
    ("a,b\n1,2\n1,2,3\n", 3, "the row has 3 cells, but the header has 2"),
    ("a,b\n1\n", 2, "the row has 1 cell, but the header has 2"),
    ("a,b\n\"1\n\n\",2\n1,2,3\n", 5, "the row has 3 cells, but the header has 2"),
    ("a,b\n1,2\n3,\"4\n5,6\n7,8\n", 3, "the quote that opens on this line is never closed"),
    ("a,b\n\"1\n2\",\"3", 3, "the quote that opens on this line is never closed"),
    (
      "a,b\n\"1\n2\"x,3\n", 2,
      "'x' follows a closing quote in the quoted cell that opens on line 2"
    ),
  ])
  func namesWhatIsMalformed(text: String, line: Int?, message: String) throws {
    for chunk in [1, 3, 1 << 18] {
      let error = try readingError(text, as: "in.csv", options: .tiny(chunk: chunk))
      #expect(error.message == message)
      #expect(error.location?.line == line)
      #expect(error.location?.file == "in.csv")
      #expect(error.remedy != nil)
    }
  }

  /// A separator too many is none: no cell moves, and a note says so.
  @Test func readsASeparatorAtTheEndOfRows() throws {
    let table = try ReadTable("a,b\n1,2,\n3,4\n5,6,\n", as: "in.csv")
    #expect(table.columns == ["a", "b"])
    #expect(table.rows == [["1", "2"], ["3", "4"], ["5", "6"]])
    let note = try #require(table.notes.first)
    #expect(note.kind == .trailingDelimiter && note.rows == [0, 2] && note.location.line == 2)
  }

  @Test func readsASeparatorAtTheEndOfTheHeaderAlone() throws {
    let table = try ReadTable("a,b,\n1,2\n3,4\n", as: "in.csv")
    #expect(table.rows.map { Array($0.prefix(2)) } == [["1", "2"], ["3", "4"]])
    #expect(table.notes.contains { $0.kind == .trailingDelimiter && $0.location.line == 1 })
    #expect(try readingError("a,b,\n1\n", as: "in.csv").code == .raggedRow)
  }

  @Test func showsHowAForeignByteWouldRead() throws {
    let bytes = Array("a,b\nx,le caf".utf8) + [0xE9, 0x20, 0x93] + Array("vert\u{22},y\n".utf8)
    let error = try readingError(bytes, as: "in.csv")
    #expect(error.code == .notUtf8)
    #expect(error.remedy?.contains("cp1252 reads 'le café “vert'") == true)
  }

  @Test func namesAllRaggedRows() throws {
    let rows = (1...30).map { $0 % 2 == 0 ? "\($0)\n" : "\($0),x\n" }.joined()
    for chunk in [1, 7, 1 << 18] {
      let error = try readingError("a,b\n" + rows, as: "in.csv", options: .tiny(chunk: chunk))
      #expect(error.location == Location(file: "in.csv", row: 1, line: 3))
      #expect(
        error.message == "the row has 1 cell, but the header has 2; also faulty: lines "
          + "5, 7, 9, 11, 13, 15, 17, 19, 21 and more")
      #expect(error.laterCount == 14 && error.laterPlaces.count == 14)
      #expect(error.laterPlaces.first == .init(row: 3, line: 5))
      #expect(error.laterPlaces.last == .init(row: 29, line: 31))
      // Another fault behind it does not hide the first one.
      for end in ["\"x", "\"x\"y,z\n"] {
        let both = try readingError("a,b\n1\n2\n" + end, as: "in.csv", options: .tiny(chunk: chunk))
        #expect(both.code == .raggedRow && both.location?.line == 2, "\(both)")
      }
    }
  }

  @Test func readsTheLineThatNamesTheSeparator() throws {
    for text in ["sep=;\na;b\n1,0;2\n", "sep=;\r\na;b\r\n1,0;2\r\n"] {
      for chunk in [1, 7, 1 << 18] {
        let table = try ReadTable(text, as: "in.csv", options: .tiny(chunk: chunk))
        #expect(table.columns == ["a", "b"] && table.rows == [["1,0", "2"]] && table.lines == [3])
        #expect(table.notes(.otherDelimiter).map(\.detail) == [";"])
      }
    }
    #expect(try ReadTable("sep=,\na,b\n1,2\n", as: "in.csv").notes.isEmpty)
  }

  @Test func findsZeroBytesWithTheirLine() throws {
    let error = try readingError("a,b\n1,2\n3,\u{0}\n", as: "in.csv")
    #expect(error.code == .zeroByte)
    #expect(error.location == Location(file: "in.csv", line: 3, column: 3))
  }

  @Test func placesInvalidUTF8() throws {
    let bytes = Array("a,b\nx,y\n\u{E9}t".utf8) + [0xE9, 0x2C, 0x31, 0x0A]
    let error = try readingError(bytes, as: "in.csv")
    #expect(error.message == "the byte 0xE9 at offset 11 is not valid UTF-8")
    #expect(error.location == Location(file: "in.csv", line: 3, column: 4))
    #expect(error.remedy?.contains("--encoding") == true)
  }

  @Test func seesUTF8CutByASeparator() throws {
    let error = try readingError(
      Array("a,b\n".utf8) + [0xC3, 0x2C, 0xA9, 0x0A], as: "in.csv")
    #expect(error.location == Location(file: "in.csv", line: 2, column: 1))
  }

  @Test func limitsRowsAndColumns() throws {
    var options = TableSource.Options.tiny(chunk: 16)
    options.limits.rowBytes = 1 << 10
    options.limits.columns = 50
    let long = String(repeating: "x", count: 3_000)
    for text in ["a,b\n\(long),1\n", "a,b\n1,\"\(long)", "a,b\n1,\"\(long.map { "\($0)\n" })"] {
      let error = try readingError(text, as: "in.csv", options: options)
      #expect(error.message.hasPrefix("the row is longer than"))
      #expect(error.location?.line == 2)
    }
    let wide = String(repeating: "a,", count: 60) + "b\n"
    #expect(
      try readingError(wide, as: "in.csv", options: options).message
        == "there are more than 50 columns")
    #expect(
      try readingError("a,b\n" + wide, as: "in.csv", options: options).message
        == "the row has 61 cells, but the header has 2")
  }

  @Test(
    arguments: [
      ("“x,y”", "curly quotes"), ("‘x,y’", "curly quotes"), ("'x,y'", "single quotes"),
      ("`x,y`", "backquotes"),
    ])
  func otherQuotesAreNamedWhereTheyCutACell(_ cell: String, _ name: String) throws {
    let error = try readingError("prompt,completion\na,b\nc,\(cell)\n", as: "in.csv")
    #expect(error.message == "the row has 3 cells, but the header has 2: \(name) quote no cell")
    #expect(error.remedy?.hasPrefix("Write double quotes") == true)
  }

  @Test(arguments: ["'tis true, all of it, or not", "“x”,“y”,z", "it's, they's, ok'"])
  func apostrophesAndWholeQuotesAreNotBlamed(_ cells: String) throws {
    let error = try readingError("prompt,completion\n\(cells)\n", as: "in.csv")
    #expect(error.message == "the row has 3 cells, but the header has 2")
  }
}
