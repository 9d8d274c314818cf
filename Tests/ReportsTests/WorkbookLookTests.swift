// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Reports
import Testing

@testable import Tables

/// How workbooks look and print, read back from their XML.
@Suite struct WorkbookLookTests {
  private let parts: Parts

  /// The XML of a workbook's parts.
  private struct Parts {
    private let archive: WorkbookArchive
    private let folder: TemporaryFolder

    init(_ report: Report) throws {
      folder = try TemporaryFolder()
      let path = folder.url.appending(path: "report.xlsx").path
      try Data(WorkbookReport.render(report)).write(to: URL(filePath: path))
      archive = try WorkbookArchive(path: path)
    }

    subscript(name: String) -> String {
      get throws {
        let part = try archive.open("xl/\(name).xml")
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
          let count = try buffer.withUnsafeMutableBytes { try part.read(into: $0) }
          if count == 0 { return String(decoding: text, as: UTF8.self) }
          text += buffer[..<count]
        }
      }
    }
  }

  init() throws {
    var report = hostileReport
    report.verdict = "Not good enough."
    report.sections.append(
      ReportSection(
        title: "More",
        blocks: [
          .table(
            ReportTable(
              title: "Gaps & more", columns: [.text("Name"), .number("Low"), .share("Share")],
              rows: [
                [.text(String(repeating: "long word ", count: 20)), .none, .number(0.5)],
                [.text("b"), .none, .number(1)],
              ]))
        ]))
    parts = try Parts(report)
  }

  /// Summary, three tables, the matrix, curves and their points.
  @Test(arguments: 1...7)
  func everySheetPrintsLyingAndAsWideAsThePage(number: Int) throws {
    let sheet = try parts["worksheets/sheet\(number)"]
    #expect(sheet.contains("<pageSetUpPr fitToPage=\"1\"/>"))
    #expect(sheet.contains("orientation=\"landscape\"") && sheet.contains("fitToHeight=\"0\""))
    #expect(sheet.contains("Page &amp;P of &amp;N</oddFooter>"))
  }

  @Test func headsStayInSightAndAreRepeatedOnEachPage() throws {
    let table = try parts["worksheets/sheet2"]
    #expect(table.contains("<pane ySplit=\"1\" topLeftCell=\"A2\""))
    let matrix = try parts["worksheets/sheet3"]
    #expect(matrix.contains("xSplit=\"1\" ySplit=\"1\""))
    let names = try parts["workbook"]
    #expect(names.contains("_xlnm.Print_Titles") && names.contains("Classes!$1:$1"))
  }

  /// A head stands over its numbers: both are right.
  @Test func headsOfNumbersAreRight() throws {
    let styles = try parts["styles"]
    let formats = styles.matches(of: /<xf [^>]*?(?:\/>|>.*?<\/xf>)/).map(\.output)
    let right = formats.count { $0.contains("horizontal=\"right\"") }
    #expect(right == 1)
    let table = try parts["worksheets/sheet2"]
    let heads = table.matches(of: /<c r="([A-C])1" s="(\d+)"/)
    #expect(heads.count == 3 && heads[0].2 != heads[1].2 && heads[1].2 == heads[2].2)
  }

  @Test func columnsFitAndNoneIsEmpty() throws {
    let sheet = try parts["worksheets/sheet5"]
    // Two columns are left of three: no row fills Low.
    #expect(!sheet.contains("<c r=\"C1\""))
    let widths = try sheet.matches(of: /<col min="\d+" max="\d+" width="([\d.]+)"/)
      .map { try #require(Double($0.1)) }
    #expect(widths.count == 2 && widths[0] > 60 && widths[0] < 64 && widths[1] < 14)
  }

  /// A text does not begin where the number before it ends, nor end in the row below.
  @Test func textsStandApartAndRowsAreAsHighAsTheirTexts() throws {
    #expect(try parts["styles"].contains("indent=\"1\""))
    let sheet = try parts["worksheets/sheet5"]
    let rows = sheet.matches(of: /<row r="(\d)"[^>]*>/).map(\.output)
    #expect(rows.first { $0.1 == "2" }?.0.contains("ht=\"60\"") == true, "\(rows)")
    #expect(rows.first { $0.1 == "3" }?.0.contains("ht=") == false)
  }

  @Test func whatItComesToIsInTheSummary() throws {
    let texts = try parts["sharedStrings"]
    #expect(texts.contains("Not good enough."))
    let summary = try parts["worksheets/sheet1"]
    // Title, subject and verdict go over all columns.
    #expect(summary.contains("<mergeCell ref=\"A2:E2\"/>") && summary.contains("ref=\"A3:E3\""))
  }
}
