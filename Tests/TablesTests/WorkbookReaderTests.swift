// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Platform
import Testing

@testable import Tables

@Suite struct WorkbookReaderTests {
  private func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path
  }

  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: fixture(name)))
  }

  @Test func notesDatesAndMergedCells() throws {
    var workbook = Workbook(
      rows: #"""
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" s="1"><v>44256</v></c></row>
        <row r="3"><c r="B3"><v>7</v></c></row><row r="4"><c r="B4" s="1"><v>1</v></c></row>
        """#)
    let text = String(decoding: workbook.parts[0].bytes, as: UTF8.self)
    workbook.parts[0].bytes = Array(
      text.replacing(
        "</sheetData>",
        with:
          #"</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A4"/></mergeCells>"#
      ).utf8)
    let table = try ReadTable(workbook.packed, as: "in.xlsx")
    let dates = try #require(table.notes(.dateCell).first)
    #expect(dates.detail == "completion" && dates.rows == [0, 2])
    #expect(dates.location.line == 2 && dates.location.row == 0)
    // Cells merged in the header change no row.
    #expect(table.notes(.mergedCells).map(\.detail) == ["A2:A4"])
    #expect(table.notes(.mergedCells).first?.location.row == 0)
  }

  @Test func readsEveryKindOfCell() throws {
    let table = try ReadTable(TableSource(path: fixture("kinds.xlsx")))
    #expect(table.columns == ["prompt", "value", "when", "note", "Unnamed: 4", "Unnamed: 5"])
    #expect(
      table.rows.map { Array($0.prefix(4)) } == [
        ["Grüße <&> \"quoted\" 😀\nline two", "3", "2021-03-04", "TRUE"],
        [" leading and trailing ", "3", "2021-03-04 05:06:07", "FALSE"],
        ["", "0.3", "13:30:00", "#N/A"],
        ["", "-1.5e-07", "30:05:00", ""],
        ["", "", "", ""],
        ["after a blank row", "1.234567890123457e+19", "1900-01-01", "1e+20"],
        ["rich bold text", "0.5", "2021-03-04 18:00:00", "a\rb"],
        ["", "", "", ""],
      ])
    #expect(table.lines == [2, 3, 4, 5, 6, 7, 8, 9])
    #expect(table.kinds[0].prefix(4) == [.text, .number, .text, .boolean])
    #expect(table.kinds[2][3] == .error)
    #expect(table.kinds[4] == [CellKind](repeating: .null, count: 6))
    #expect(table.rows[7][5] == "no header above")
    #expect(table.notes(.blankLine).map(\.location.line) == [6])
  }

  @Test func givesTheSameInSmallBatches() throws {
    let whole = try ReadTable(TableSource(path: fixture("kinds.xlsx")))
    let table = try ReadTable(
      TableSource(path: fixture("kinds.xlsx"), options: .tiny(chunk: 1, batch: 1)))
    #expect(table.rows == whole.rows)
    #expect(table.numbers == Array(0..<8))
  }

  @Test func choosesASheet() throws {
    let first = try ReadTable(TableSource(path: fixture("sheets.xlsx")))
    #expect(first.rows == [["a", "1"]])
    #expect(first.notes(.otherSheets).map(\.detail) == ["zweites Blatt, empty, header alone"])
    let second = try ReadTable(
      TableSource(path: fixture("sheets.xlsx"), options: .init(sheet: "zweites Blatt")))
    #expect(second.columns == ["prompt", "completion"])
    #expect(second.rows == [["b", "2"]])
    #expect(second.lines == [4])
    #expect(second.notes.map(\.kind) == [.lateHeader] && second.notes[0].detail == "3")
  }

  @Test func notesFormulasThatWereNeverComputed() throws {
    let rows =
      "<row><c t=\"str\"><v>p</v></c></row><row><c><f>1+1</f><v>2</v></c></row>"
      + "<row><c t=\"str\"><f>A1</f><v></v></c></row><row><c><f>A9</f></c><c><v>5</v></c></row>"
    let table = try ReadTable(Workbook(rows: rows).packed, as: "in.xlsx")
    let note = try #require(table.notes(.formulaWithoutValue).first)
    #expect(note.count == 1 && note.location.line == 4 && note.rows == [2])
    #expect(table.notes(.lateHeader).isEmpty)
  }

  @Test(arguments: [
    ("third", "the workbook has no sheet 'third'"), ("empty", "the sheet 'empty' is empty"),
    ("header alone", "the sheet 'header alone' has a header but no row"),
  ])
  func saysWhatIsWrongWithASheet(name: String, message: String) throws {
    let error = #expect(throws: AssayError.self) {
      try ReadTable(TableSource(path: fixture("sheets.xlsx"), options: .init(sheet: name)))
    }
    #expect(error?.message == message)
    if name == "third" {
      #expect(
        error?.remedy
          == "Give one of its sheets: 'first', 'zweites Blatt', 'empty', 'header alone'")
    }
  }

  @Test func countsDaysAsTheWorkbookDoes() throws {
    let table = try ReadTable(TableSource(path: fixture("calendar1904.xlsx")))
    #expect(table.rows == [["2024-02-29 12:00:00"]])
    let dates = try ReadTable(TableSource(path: fixture("dates.xlsx")))
    #expect(dates.rows.count > 15)
    for row in dates.rows { #expect(row[0] == row[1]) }
  }

  @Test(arguments: [
    ("General", WorkbookDates.Style.number), ("0.00", .number), ("#,##0 \"days\"", .number),
    ("[Red]0;[Blue]-0", .number), ("yyyy-mm-dd", .date), ("mmm", .date), ("d/m/yy h:mm", .date),
    ("h:mm AM/PM", .time), ("mm:ss", .time), ("[h]:mm", .duration), ("[$-409]m/d/yy;@", .date),
    ("0\\d", .number), ("0;yyyy", .number), ("@", .number),
  ])
  func tellsDatesByTheirFormat(code: String, style: WorkbookDates.Style) {
    #expect(WorkbookDates.style(ofCode: code) == style)
  }

  /// Cut at any place, a workbook is an error that names the file, or whole.
  @Test func noticesTruncationAtAnyPlace() throws {
    let whole = try bytes("sheets.xlsx")
    for count in stride(from: 4, to: whole.count - 1, by: 61) {
      let error = try readingError(whole.prefix(count), as: "cut.xlsx")
      #expect(error.message.hasPrefix("the file is not a whole workbook"))
      #expect(error.remedy != nil)
    }
  }

  @Test func survivesMutation() throws {
    let whole = try bytes("kinds.xlsx")
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      var changed = whole
      for _ in 0..<3 {
        changed[Int.random(in: 4..<changed.count, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      do {
        _ = try ReadTable(changed, as: "changed.xlsx")
      } catch let error as AssayError {
        #expect(!error.message.isEmpty)
      }
    }
  }
}
