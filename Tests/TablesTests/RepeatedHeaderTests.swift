// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Testing

@testable import Tables

@Suite struct RepeatedHeaderTests {
  @Test(arguments: ["text,label", "\u{FEFF}text,label", "Text , LABEL", "\"text\",\"label\""])
  func linesThatRepeatTheHeaderAreNoRows(_ header: String) throws {
    let text = "text,label\na,x\n\(header)\nb,y\n\(header)\n"
    for chunk in [1, 5, 1 << 18] {
      let table = try ReadTable(text, as: "in.csv", options: .tiny(chunk: chunk))
      #expect(table.rows == [["a", "x"], ["b", "y"]])
      #expect(table.lines == [2, 4] && table.numbers == [0, 1])
      let note = try #require(table.notes(.headerAgain).first)
      #expect(note.count == 2 && note.location.line == 3 && note.rows.isEmpty)
    }
    let tabs = text.replacing(",", with: "\t").replacing(" \t", with: "\t")
    #expect(try ReadTable(tabs, as: "in.tsv").rows == [["a", "x"], ["b", "y"]])
  }

  @Test func otherRowsStay() throws {
    let table = try ReadTable("text,label\ntext,x\na,label\ntext,text\n", as: "in.csv")
    #expect(table.rows.count == 3 && table.notes.isEmpty)
    // In a list of words the word that heads it may occur.
    #expect(try ReadTable("word\na\nword\n", as: "in.csv").rows == [["a"], ["word"]])
    #expect(try ReadTable("word,\na,\nword,\n", as: "in.csv").rows.count == 2)
  }

  @Test func columnsInAnotherOrderAreAnError() throws {
    let error = try readingError("text,label\na,x\nLabel,text\ny,b\n", as: "in.csv")
    #expect(error.message.contains("another order") && error.location?.line == 3)
    #expect(error.code == .headerAgain)
  }

  @Test func aSheetMayRepeatItsHeader() throws {
    let rows = [["text", "label"], ["a", "x"], [" Text", "label"], ["b", "y"]]
    let table = try ReadTable(Workbook(rows: sheetRows(rows)).packed, as: "in.xlsx")
    #expect(table.rows == [["a", "x"], ["b", "y"]])
    #expect(table.lines == [2, 4] && table.notes(.headerAgain).first?.location.line == 3)
    let turned = [["text", "label"], ["label", "text"], ["y", "b"]]
    let error = try readingError(Workbook(rows: sheetRows(turned)).packed, as: "in.xlsx")
    #expect(error.code == .headerAgain && error.location?.line == 2)
  }
}

/// The `row` elements of a sheet of texts; an empty text is no cell.
func sheetRows(_ rows: [[String]]) -> String {
  rows.enumerated().map { number, cells in
    let xml = cells.enumerated().map { column, text in
      let place = "\(String(UnicodeScalar(UInt8(65 + column))))\(number + 1)"
      return text.isEmpty
        ? "" : #"<c r="\#(place)" t="inlineStr"><is><t xml:space="preserve">\#(text)</t></is></c>"#
    }
    return #"<row r="\#(number + 1)">\#(xml.joined())</row>"#
  }.joined()
}
