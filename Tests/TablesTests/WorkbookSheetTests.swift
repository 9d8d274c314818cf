// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Testing

@testable import Tables

/// Sheets, rows and columns that are hidden, cells that are merged, numbers that are formatted.
@Suite struct WorkbookSheetTests {
  /// A workbook with a sheet for each of `states`; the sheet of state `n` has the one row `n`.
  private func workbook(_ states: [String], active: Int? = nil) -> [UInt8] {
    func rows(_ number: Int) -> String {
      sheetRows([["prompt", "completion"], ["p\(number)", "c\(number)"]])
    }
    var book = Workbook(rows: rows(0))
    let sheet = String(decoding: book.parts[0].bytes, as: UTF8.self)
    for number in states.indices.dropFirst() {
      let text = sheet.replacing("p0", with: "p\(number)").replacing("c0", with: "c\(number)")
      book.parts.append(("xl/worksheets/sheet\(number + 1).xml", Array(text.utf8)))
    }
    let list = states.enumerated().map { number, state in
      #"<sheet name="s\#(number)" sheetId="\#(number + 1)" state="\#(state)" r:id="w\#(number)"/>"#
    }
    let view = active.map { #"<bookViews><workbookView activeTab="\#($0)"/></bookViews>"# } ?? ""
    book.replace("xl/workbook.xml", from: "<sheets>", to: "</sheets>") {
      _ in view + "<sheets>" + list.joined() + "</sheets>"
    }
    book.replace("xl/_rels/workbook.xml.rels", from: "<Relationship ", to: "/>") { relation in
      states.indices.map { number in
        relation.replacing("\"worksheet\"", with: "\"w\(number)\"")
          .replacing("sheet1.xml", with: "sheet\(number + 1).xml")
      }.joined()
    }
    return book.packed
  }

  @Test(
    arguments: [
      (["visible", "visible"], nil, "p0", "s1"), (["visible", "visible"], 1, "p1", "s0"),
      (["hidden", "visible"], nil, "p1", "s0 (hidden)"),
      (["veryHidden", "visible"], 0, "p1", "s0 (hidden)"),
      (["hidden", "visible", "visible"], 2, "p2", "s0 (hidden), s1"),
      (["hidden", "hidden"], 1, "p0", "s1 (hidden)"),
      (["visible", "hidden"], 1, "p0", "s1 (hidden)"),
    ] as [([String], Int?, String, String)])
  func theSheetThatIsShownIsRead(
    _ states: [String], _ active: Int?, _ prompt: String, _ others: String
  ) throws {
    let table = try ReadTable(workbook(states, active: active), as: "in.xlsx")
    #expect(table.rows.map { $0[0] } == [prompt])
    #expect(table.notes(.otherSheets).map(\.detail) == [others])
    let hidden = try ReadTable(
      workbook(states, active: active), as: "in.xlsx", options: .init(sheet: "s0"))
    #expect(hidden.rows.map { $0[0] } == ["p0"])
  }

  /// A sheet of the given rows with more of its XML.
  private func sheet(_ rows: String, before: String = "", behind: String = "") -> [UInt8] {
    var book = Workbook(rows: rows)
    book.replace("xl/worksheets/sheet1.xml", from: "<sheetData>", to: "</sheetData>") {
      before + $0 + behind
    }
    return book.packed
  }

  private func merges(_ references: String...) -> String {
    "<mergeCells>" + references.map { "<mergeCell ref=\"\($0)\"/>" }.joined() + "</mergeCells>"
  }

  @Test func mergedCellsBelongToAllTheirRows() throws {
    let rows = [
      ["prompt", "completion", "id"], ["a", "bad", "1"], ["b", "", ""], ["", "", ""],
      ["c", "", "2"],
      ["d", "good", ""], ["e", "", "3"], ["f", "own", ""],
    ]
    let table = try ReadTable(
      sheet(sheetRows(rows), behind: merges("B2:B5", "B6:B7", "C2:C3", "A9:A12")), as: "in.xlsx")
    #expect(table.rows.map { $0[1] } == ["bad", "bad", "", "bad", "good", "good", "own"])
    #expect(table.rows.map { $0[2] } == ["1", "1", "", "2", "", "3", ""])
    #expect(table.notes(.mergedCells).map(\.detail) == ["B2:B5", "C2:C3", "B6:B7"])
    #expect(table.notes(.mergedCells).map(\.location.line) == [2, 2, 6])
  }

  @Test func mergedPromptsAreReadAndNeighborsAreNot() throws {
    let rows = [["prompt", "completion"], ["a", "x"], ["", "y"], ["wide", ""]]
    let table = try ReadTable(
      sheet(sheetRows(rows), behind: merges("A1:A1", "A2:A3", "A4:B4")), as: "in.xlsx")
    #expect(table.rows == [["a", "x"], ["a", "y"], ["wide", ""]])
    #expect(table.notes(.mergedCells).map(\.detail) == ["A2:A3", "A4:B4"])
  }

  @Test func headersOverTwoRowsAreRefused() throws {
    let rows = [["prompt", "answers", ""], ["", "first", "second"], ["a", "x", "y"]]
    let error = try readingError(
      sheet(sheetRows(rows), behind: merges("A1:A2", "B1:C1")), as: "in.xlsx")
    #expect(error.message == "cells of the header are merged with the row below it: A1:A2")
    #expect(error.code == .mergedCells && error.location?.line == 1)
  }

  @Test func hiddenRowsAndColumnsAreNoted() throws {
    let rows = sheetRows([["prompt", "note", "completion"], ["a", "", "x"], ["b", "n", "y"]])
      .replacing("<row r=\"3\"", with: "<row hidden=\"1\" r=\"3\"")
    let table = try ReadTable(
      sheet(rows, before: "<cols><col min=\"2\" max=\"9\" hidden=\"true\"/></cols>"), as: "in.xlsx")
    #expect(table.rows.count == 2)
    #expect(
      table.notes(.hiddenRow).first?.rows == [1] && table.notes(.hiddenRow).first?.lines == [3])
    #expect(table.notes(.hiddenColumn).map(\.detail) == ["note", "completion"])
  }

  @Test func cellsBehindTheHeaderAreAColumnWithoutAName() throws {
    let rows = [["prompt", "completion"], ["a", "x"], ["b", "y", "z"], ["c", "w", "v"]]
    let table = try ReadTable(sheet(sheetRows(rows)), as: "in.xlsx")
    #expect(table.columns == ["prompt", "completion", "Unnamed: 2"])
    let notes = table.notes(.blankHeader)
    #expect(notes.map(\.detail) == ["Unnamed: 2"])
    #expect(notes.first?.location.row == 1 && notes.first?.location.line == 3)
  }

  @Test func numbersThatAreShownOtherwiseAreNoted() throws {
    let rows =
      sheetRows([["prompt", "completion"]])
      + #"<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="2"><v>0.85</v></c></row>"#
      + #"<row r="3"><c r="A3" s="2"><v>2</v></c><c r="B3"><v>0.5</v></c></row>"#
      + #"<row r="4"><c r="A4"><v>2</v></c><c r="B4" s="2"><v>0.5</v></c></row>"#
    var book = Workbook(rows: rows)
    book.replace("xl/styles.xml", from: "</cellXfs>", to: ">") { #"<xf numFmtId="9"/>"# + $0 }
    let table = try ReadTable(book.packed, as: "in.xlsx")
    #expect(table.rows.map { $0[1] } == ["0.85", "0.5", "0.5"])
    let notes = table.notes(.formattedNumber)
    #expect(notes.map(\.detail) == ["completion", "prompt"])
    #expect(notes[0].rows == [0, 2] && notes[0].example == "`0.85` is shown as `85%`")
    #expect(notes[1].rows == [1] && notes[1].example == "`2` is shown as `200%`")
  }
}

extension Workbook {
  /// Changes what stands in a part from the one text to the end of the other.
  fileprivate mutating func replace(
    _ part: String, from start: String, to end: String, _ change: (String) -> String
  ) {
    guard let index = parts.firstIndex(where: { $0.name == part }) else { return }
    let text = String(decoding: parts[index].bytes, as: UTF8.self)
    guard let first = text.firstRange(of: start),
      let last = text[first.lowerBound...].firstRange(of: end)
    else { return }
    let range = first.lowerBound..<last.upperBound
    let changed = text.replacingCharacters(range, with: change(String(text[range])))
    parts[index].bytes = Array(changed.utf8)
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
