// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import RowsTestSupport
import Tables
import Testing

@testable import PrepareData

/// The parts of reading a workbook as openpyxl and pandas do.
@Suite struct SheetPiecesTests {
  private func text(_ text: String) -> SheetCell { .text(Array(text.utf8)) }

  private func header(_ names: String...) -> [SheetCell] { names.map(text) }

  // MARK: - Rows to a frame

  @Test func theFirstRowIsTheHeader() throws {
    var collector = SheetCollector()
    collector.take(row: 1, header("completion", "id", "prompt"))
    collector.take(row: 2, [text("x"), .printed("7"), text("a")])
    collector.take(row: 3, [text("y")])
    let (frame, violations) = try collector.finished(file: "t.xlsx")
    #expect(FrameTests.pairs(frame) == [["a", "x"], ["", "y"]])
    #expect(frame.index == .range(2) && violations.isEmpty)
    #expect(frame.columns.map(\.text) == ["completion", "id", "prompt"])
  }

  @Test func rowsThatAreLeftOutAreBlank() throws {
    var collector = SheetCollector()
    collector.take(row: 1, header("prompt", "completion"))
    collector.take(row: 2, [])
    collector.take(row: 5, [text("a"), text("x")])
    collector.take(row: 6, [])
    collector.take(row: 7, [])
    let (frame, _) = try collector.finished(file: "t.xlsx")
    #expect(FrameTests.pairs(frame) == [["", ""], ["", ""], ["", ""], ["a", "x"]])
  }

  @Test func aWiderRowAddsColumnsWithoutAName() throws {
    var collector = SheetCollector()
    collector.take(row: 1, header("prompt", "completion"))
    collector.take(row: 2, [text("a"), text("x"), text("z")])
    let (frame, _) = try collector.finished(file: "t.xlsx")
    #expect(frame.columns.map(\.text) == ["prompt", "completion", "Unnamed: 2"])
    #expect(frame.columns.map(\.isText) == [true, true, true])
  }

  @Test func aSheetWithoutTheColumnsStops() {
    let error = #expect(throws: AssayError.self) { try SheetCollector().finished(file: "t.xlsx") }
    #expect(error?.code == .missingColumn)
    var collector = SheetCollector()
    collector.take(row: 1, [text("prompt"), .printed("completion?")])
    let other = #expect(throws: AssayError.self) { try collector.finished(file: "t.xlsx") }
    #expect(other?.message == "the column `completion` is missing; found `prompt`, `completion?`")
  }

  @Test func emptiedCellsAreListedOnce() throws {
    var collector = SheetCollector()
    collector.take(row: 1, header("prompt", "completion"))
    collector.take(row: 2, [text("NA"), text("null")])
    collector.take(row: 3, [.error, text("y")])
    collector.take(row: 4, [text(""), .empty])
    collector.take(row: 5, [text("b"), .error])
    let violations = try collector.finished(file: "t.xlsx").1
    #expect(violations.map { $0.values["list"] } == ["0", "1, 3"])
    #expect(violations.map(\.rowCount) == [1, 2])
  }

  @Test func cellsReadAsText() {
    #expect(SheetCell.empty.string == [] && SheetCell.error.string == [])
    #expect(SheetCell.bool(true).string == Array("True".utf8))
    #expect(SheetCell.bool(false).string == Array("False".utf8))
    #expect(SheetCell.printed("1.5").string == Array("1.5".utf8))
    #expect(SheetCell.empty.isBlank && text("").isBlank)
    #expect(!SheetCell.error.isBlank && !text(" ").isBlank && !SheetCell.printed("").isBlank)
  }

  // MARK: - Parts of the archive

  private func manifest(_ content: String) throws -> WorkbookManifest {
    try Workbook.parsed("<Types>\(content)</Types>", WorkbookManifest())
  }

  @Test func theManifestNamesTheWorkbook() throws {
    let types = WorkbookNames.workbookTypes
    let part = { (type: String, name: String) in
      #"<Override ContentType="\#(type)" PartName="\#(name)"/>"#
    }
    #expect(try manifest(part(types[3], "/xl/book.xml")).workbook == "xl/book.xml")
    // Templates with macros are looked for first.
    let two = part(types[3], "/xl/a.xml") + part(types[0], "/xl/b.xml")
    #expect(try manifest(two).workbook == "xl/b.xml")
    #expect(try manifest(part("text/plain", "/a")).workbook == nil)
    let byDefault = #"<Default Extension="xml" ContentType="\#(types[3])"/>"#
    #expect(try manifest(byDefault).workbook == "xl/workbook.xml")
    #expect(try manifest(part("a/b", "/c") + part("a/b", "/d")).part(ofType: "a/b") == "c")
    #expect(try manifest("").part(ofType: "a/b") == nil)
  }

  @Test func sheetsHaveARelation() throws {
    let xml = #"""
      <workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
      <workbookPr date1904="t"/><sheet name="A" r:id="r1"/><sheet name="B"/><sheet r:id="r3"/></workbook>
      """#
    let sheets = try Workbook.parsed(xml, WorkbookSheets())
    #expect(sheets.sheets.map(\.name) == ["A", ""])
    #expect(sheets.sheets.map(\.relation) == ["r1", "r3"])
    #expect(sheets.startsIn1904)
  }

  @Test func stylesOfCellsAreRead() throws {
    let xml = #"""
      <styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts>
      <numFmt numFmtId="165" formatCode="yyyy"/><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="164"/>
      <xf numFmtId="165"/><xf/></cellXfs></styleSheet>
      """#
    #expect(
      try Workbook.parsed(xml, WorkbookStyles()).styles == [
        .number, .date, .span, .date, .number, .number,
      ])
  }

  @Test func stringsArePutTogetherFromRuns() throws {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let xml = #"""
      <sst xmlns="\#(main)"><si><t>one</t></si><si><r><t>a</t></r><r><rPr><t>no</t></rPr><t>b</t></r></si>
      <si><t>old</t><t>new</t></si><si><r><t>x</t></r><t>y</t></si><si/><si><t>_x005F_x0041_</t></si>
      <si><t>c<x>no</x>d</t></si></sst>
      """#
    let strings = try Workbook.parsed(xml, PandasSharedStrings()).strings
    // Of two texts the last counts, and plain text goes before that of runs. It ends where an
    // element starts.
    #expect(
      strings.map { String(decoding: $0, as: UTF8.self) }
        == ["one", "ab", "new", "yx", "", "_x0041_", "c"])
  }
}
