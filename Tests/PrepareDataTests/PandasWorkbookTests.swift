// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import PrepareData

/// Workbooks as openpyxl and pandas read them.
@Suite struct PandasWorkbookTests {
  private static let header =
    #"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"#
  private static let main =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
  private static let strings =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"

  /// A workbook with the list of its parts, which openpyxl goes by.
  private func workbook(
    _ rows: String, strings: String = "<si><t>prompt</t></si><si><t>completion</t></si>"
  ) -> Workbook {
    var workbook = Workbook(rows: Self.header + rows, strings: strings)
    let types = #"""
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Override PartName="/xl/workbook.xml" ContentType="\#(Self.main)"/>
      <Override PartName="/xl/sharedStrings.xml" ContentType="\#(Self.strings)"/></Types>
      """#
    workbook.parts.append(("[Content_Types].xml", Array(types.utf8)))
    return workbook
  }

  private func read(_ workbook: Workbook) throws -> PandasWorkbook.Reading {
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(workbook.packed), to: "t.xlsx")
    return try PandasWorkbook(file: path).read()
  }

  private func pairs(_ rows: String, strings: String? = nil) throws -> [[String]] {
    let book = strings.map { workbook(rows, strings: $0) } ?? workbook(rows)
    return FrameTests.pairs(try read(book).frame)
  }

  private func error(_ rows: String) -> AssayError? {
    #expect(throws: AssayError.self) { try read(workbook(rows)) }
  }

  @Test func readsTextsOfAllKinds() throws {
    let rows = #"""
      <row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" t="str"><v>x</v></c></row>
      <row r="3"><c r="A3" t="s"><v>-1</v></c><c r="B3" t="b"><v>1</v></c></row>
      <row r="4"><c r="A4" t="inlineStr"><is><r><t>b</t></r><r><t>c</t></r><rPh><t>!</t></rPh></is></c>
      <c r="B4"><v>0</v></c></row>
      """#
    #expect(try pairs(rows) == [["a", "x"], ["completion", "True"], ["bc", "0"]])
  }

  /// Python takes 0 for False: the first look of either counts for all of a column.
  @Test func truthValuesAndNumbersShareTheirLook() throws {
    let rows = #"""
      <row r="2"><c r="A2"><v>1</v></c><c r="B2" t="b"><v>0</v></c></row>
      <row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3"><v>0</v></c></row>
      """#
    #expect(try pairs(rows) == [["1", "False"], ["1", "False"]])
  }

  @Test(arguments: [
    ("12", "12"), ("012", "12"), ("1.5", "1.5"), ("2.0", "2"), ("1e2", "100"), ("1E-7", "1e-07"),
    ("1_000", "1000"), (" 7 ", "7"), ("1e23", "99999999999999991611392"), ("-3", "-3"),
  ])
  func numbersArePrintedAsPythonPrintsThem(_ number: String, _ text: String) throws {
    let rows =
      "<row r=\"2\"><c r=\"A2\"><v>\(number)</v></c><c r=\"B2\" t=\"str\"><v>x</v></c></row>"
    #expect(try pairs(rows) == [[text, "x"]])
  }

  @Test func datesAreMoments() throws {
    let rows = #"""
      <row r="2"><c r="A2" s="1"><v>44197.5</v></c><c r="B2" t="d"><v>2021-02-03</v></c></row>
      <row r="3"><c r="A3" s="7"><v>44197.5</v></c><c r="B3" t="str"><v>y</v></c></row>
      """#
    #expect(try pairs(rows) == [["2021-01-01 12:00:00", "2021-02-03"], ["44197.5", "y"]])
  }

  @Test func blankRowsInBetweenStay() throws {
    let rows = #"""
      <row r="4"><c r="A4" t="str"><v>a</v></c><c r="B4" t="str"><v>x</v></c></row>
      <row r="6"><c r="C6" t="str"><v></v></c></row>
      """#
    #expect(try pairs(rows) == [["", ""], ["", ""], ["a", "x"]])
  }

  @Test func rowsThatComeTooLateAreLeftOut() throws {
    let rows = #"""
      <row r="3"><c r="A3" t="str"><v>a</v></c><c r="B3" t="str"><v>x</v></c></row>
      <row r="2"><c r="A2" t="str"><v>b</v></c><c r="B2" t="str"><v>y</v></c></row>
      <row><c t="str"><v>c</v></c><c t="str"><v>z</v></c></row>
      """#
    #expect(try pairs(rows) == [["", ""], ["a", "x"]])
  }

  @Test func cellsWithoutAPlaceFollowTheLast() throws {
    let rows = #"<row><c t="str"><v>a</v></c><c t="str"><v>x</v></c></row>"#
    #expect(try pairs(rows) == [["a", "x"]])
  }

  @Test func errorsAndWordsForNoValueAreEmptied() throws {
    let rows = #"""
      <row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="str"><v>x</v></c></row>
      <row r="3"><c r="A3" t="str"><v>NA</v></c><c r="B3" t="str"><v>null</v></c></row>
      """#
    let reading = try read(workbook(rows))
    #expect(FrameTests.pairs(reading.frame) == [["", "x"], ["", ""]])
    #expect(reading.violations.map(\.code) == [.cellsEmptied, .cellsEmptied])
    #expect(
      reading.violations.map { $0.values["what"] } == [EmptiedCells.words, EmptiedCells.errors])
    #expect(reading.violations.map { $0.values["list"] } == ["1", "0"])
    #expect(reading.sheets == ["rows"])
  }

  @Test func escapesOfUnderscoresAreTakenOut() throws {
    let strings = "<si><t>prompt</t></si><si><t>completion</t></si><si><t>a_x005F_x0041_</t></si>"
    let rows = #"<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="str"><v>x</v></c></row>"#
    #expect(try pairs(rows, strings: strings) == [["a_x0041_", "x"]])
  }

  @Test func headersThatAreNoTextAreMarked() throws {
    let rows = #"<row r="2"><c r="C2" t="str"><v>z</v></c></row>"#
    var book = workbook(rows)
    let text = String(decoding: book.parts[0].bytes, as: UTF8.self)
      .replacing("</c></row><row r=\"2\">", with: "</c><c r=\"C1\"><v>5</v></c></row><row r=\"2\">")
    book.parts[0].bytes = Array(text.utf8)
    let columns = try read(book).frame.columns
    #expect(columns.map(\.text) == ["prompt", "completion", "5"])
    #expect(columns.map(\.isText) == [true, true, false])
  }

  @Test(arguments: [
    (#"<row r="x"/>"#, "a row has the number `x`"),
    (#"<row r="2"><c r="7A" t="str"><v>a</v></c></row>"#, "a cell has the place `7A`"),
    (#"<row r="2"><c r="AAAA2"><v>1</v></c></row>"#, "a cell has the place `AAAA2`"),
    (#"<row r="2"><c r="A2" t="s"><v>9</v></c></row>"#, "a cell refers to the string 9 of 2"),
    (#"<row r="2"><c r="A2" t="s"><v>x</v></c></row>"#, "a cell refers to the string `x`"),
    (#"<row r="2"><c r="A2"><v>x</v></c></row>"#, "a cell holds the number `x`"),
    (#"<row r="2"><c r="A2"><v>0x10</v></c></row>"#, "a cell holds the number `0x10`"),
    (
      #"<row r="2"><c r="A2"><v>1e999</v></c></row>"#,
      "a cell holds the number `1e999`, which is too large"
    ),
    (#"<row r="2"><c r="A2" t="b"><v>x</v></c></row>"#, "a cell of the type `b` holds `x`"),
    (#"<row r="2"><c r="A2" t="d"><v>x</v></c></row>"#, "a cell of the type `d` holds `x`"),
  ])
  func whatPythonCannotReadStops(_ rows: String, _ message: String) {
    let error = error(rows)
    #expect(error?.message == message && error?.code == .wrongFormat)
    #expect(error?.location?.line != nil)
  }

  @Test func aListOfPartsIsNeeded() throws {
    let error = #expect(throws: AssayError.self) { try read(Workbook(rows: Self.header)) }
    #expect(error?.code == .wrongFormat)
    var missing = workbook("")
    missing.parts.removeAll { $0.name == "xl/workbook.xml" }
    let other = #expect(throws: AssayError.self) { try read(missing) }
    #expect(other?.message == "the file is not a workbook: it has no xl/workbook.xml")
  }
}
