// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import RowsTestSupport
import Testing

@testable import Tables

@Suite struct WorkbookPiecesTests {
  // MARK: - Relations

  @Test(arguments: [
    ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"), ("a.xml", "_rels/a.xml.rels"),
    ("xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"), ("", "_rels/.rels"),
  ])
  func relationsStandBesideThePart(_ part: String, _ entry: String) {
    #expect(RelationsHandler.entry(of: part) == entry)
  }

  @Test(arguments: [
    ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"), ("/xl/a.xml", "xl/a.xml"),
    ("../a.xml", "a.xml"), ("./a.xml", "xl/a.xml"), ("../../a.xml", "a.xml"),
    ("b/../a.xml", "xl/a.xml"),
  ])
  func targetsAreRelativeToThePart(_ target: String, _ entry: String) {
    #expect(RelationsHandler(of: "xl/workbook.xml").entry(named: target) == entry)
  }

  @Test func relationsAreRead() throws {
    let xml = #"""
      <Relationships><Relationship Id="a" Type="t/x" Target="b.xml"/><Relationship Id="no"/>
      <Relationship Target="http://c" TargetMode="External"/></Relationships>
      """#
    let relations = try Workbook.parsed(xml, RelationsHandler(of: "xl/workbook.xml")).relations
    #expect(
      relations == [
        .init(id: "a", type: "t/x", target: "b.xml", isExternal: false),
        .init(id: "", type: "", target: "http://c", isExternal: true),
      ])
  }

  // MARK: - Lists of sheets, styles, strings

  @Test func sheetsAndTheirCalendarAreRead() throws {
    let xml = #"""
      <workbook xmlns:r="rel"><workbookPr date1904="1"/><sheets><sheet name="A &amp; B" r:id="r1"/>
      <sheet r:id="r2"/></sheets></workbook>
      """#
    let handler = try Workbook.parsed(xml, WorkbookHandler())
    #expect(handler.startsIn1904)
    #expect(handler.sheets.map(\.name) == ["A & B", ""])
    #expect(handler.sheets.map(\.relation) == ["r1", "r2"])
    #expect(
      try !Workbook.parsed("<workbook><workbookPr date1904=\"0\"/></workbook>", WorkbookHandler())
        .startsIn1904)
  }

  @Test func formatsOfCellsAreRead() throws {
    let xml = #"""
      <styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy"/><numFmt numFmtId="x"/></numFmts>
      <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="164"/><xf/></cellXfs>
      <dxfs><xf numFmtId="3"/></dxfs></styleSheet>
      """#
    let handler = try Workbook.parsed(xml, StylesHandler())
    #expect(handler.formats == [164, 0] && handler.codes == [164: "yyyy"])
  }

  @Test func sharedStringsLeaveHintsOut() throws {
    let xml = #"""
      <sst><si><t>one</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>no</t></rPh></si><si/>
      <si><t>a_x000D_b</t></si></sst>
      """#
    let strings = try Workbook.parsed(xml, SharedStringsHandler(file: "t", limit: 1 << 20)).strings
    var texts: [String] = []
    for index in 0..<4 {
      let isThere = strings.with(index) { texts.append(String(decoding: $0, as: UTF8.self)) }
      #expect(isThere)
    }
    #expect(texts == ["one", "rich text", "", "a\rb"])
    #expect(!strings.with(4) { _ in } && !strings.with(-1) { _ in })
  }

  @Test func sharedStringsHaveALimit() throws {
    let xml = "<sst>" + String(repeating: "<si><t>abcd</t></si>", count: 4) + "</sst>"
    // Each takes its four bytes and eight for its end.
    #expect(try Workbook.parsed(xml, SharedStringsHandler(file: "t", limit: 48)).failure == nil)
    #expect(
      try Workbook.parsed(xml, SharedStringsHandler(file: "t", limit: 47)).failure?.code
        == .rowTooLarge)
  }

  @Test(arguments: [
    ("a_x0041_b", "aAb"), ("_x000a_", "\n"), ("_x005F_x0041_", "_x0041_"), ("_xD800_", "_xD800_"),
    ("_x00G0_", "_x00G0_"), ("_x004_", "_x004_"), ("a_b", "a_b"), ("_X0041_", "_X0041_"), ("", ""),
  ])
  func escapesOfCharactersAreDecoded(_ text: String, _ decoded: String) {
    #expect(WorkbookText.decode(Array(text.utf8)) == Array(decoded.utf8))
  }

  // MARK: - Dates

  @Test(
    arguments: [
      (0.5, .time, "12:00:00"), (1.0, .date, "1900-01-01"), (59, .date, "1900-02-28"),
      (60, .date, "1900-02-29"), (61, .date, "1900-03-01"),
      (44_197.5, .date, "2021-01-01 12:00:00"),
      (44_197.5, .time, "2021-01-01 12:00:00"), (1.5, .duration, "36:00:00"),
      (2_958_465, .date, "9999-12-31"),
      (2_958_466, .date, nil), (-1, .date, nil), (.nan, .date, nil), (36_526, .date, "2000-01-01"),
      (36_585, .date, "2000-02-29"),
    ] as [(Double, WorkbookDates.Style, String?)])
  func serialNumbersAreDates(_ serial: Double, _ style: WorkbookDates.Style, _ text: String?) {
    #expect(WorkbookDates().text(serial, style: style) == text)
  }

  @Test func theCalendarMayStartIn1904() {
    let dates = WorkbookDates(startsIn1904: true, formats: [], codes: [:])
    #expect(dates.text(0, style: .date) == "1904-01-01")
    #expect(dates.text(60, style: .date) == "1904-03-01")
    #expect(dates.text(44_197, style: .date) == "2025-01-02")
  }

  @Test func stylesAreLookedUp() {
    let dates = WorkbookDates(
      startsIn1904: false, formats: [0, 14, 20, 46, 164], codes: [164: "h:mm"])
    #expect((0..<5).map(dates.style) == [.number, .date, .time, .duration, .time])
    #expect(dates.style(5) == .number && dates.style(-1) == .number)
  }

  // MARK: - Archives

  @Test func whatIsNoArchiveIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("PK\u{3}\u{4} and no more", to: "t.xlsx")
    let error = #expect(throws: AssayError.self) { try WorkbookArchive(path: path) }
    #expect(error?.code == .wrongFormat)
    #expect(error?.message.hasPrefix("the file is not a whole workbook: ") == true)
  }

  @Test(arguments: [
    ("<a><b></a>", "line 1: mismatched tag"), ("<a>", "line 1: no element found"),
    ("<!DOCTYPE a><a/>", "it declares a document type, as no workbook does"),
  ])
  func whatIsNoXMLIsRefused(_ xml: String, _ reason: String) {
    let error = #expect(throws: AssayError.self) { try Workbook.parsed(xml, WorkbookHandler()) }
    #expect(error?.message == "the workbook is damaged: x.xml: \(reason)")
  }

  @Test func elementsMayNotBeNestedTooDeeply() throws {
    let nested = { (depth: Int) in
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    _ = try Workbook.parsed(nested(64), WorkbookHandler())
    #expect(throws: AssayError.self) { try Workbook.parsed(nested(65), WorkbookHandler()) }
  }

  @Test func aMissingEntryIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(Workbook(rows: "").packed), to: "t.xlsx")
    let archive = try WorkbookArchive(path: path)
    #expect(archive.contains("xl/workbook.xml") && !archive.contains("xl/none.xml"))
    var handler = WorkbookHandler()
    let error = #expect(throws: AssayError.self) {
      try archive.parseXML("xl/none.xml", into: &handler)
    }
    #expect(error?.message.hasPrefix("the workbook is damaged: xl/none.xml: ") == true)
  }
}
