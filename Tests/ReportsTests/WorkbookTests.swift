// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Reports
import Tables
import Testing

/// Workbooks are read back by the reader of row files.
@Suite struct WorkbookTests {
  private func sheet(_ name: String, of report: Report) throws -> [[String]] {
    var options = TableSource.Options()
    options.sheet = name
    let source = try TableSource(
      contents: try WorkbookReport.render(report), path: "report.xlsx", options: options)
    var reader = try source.open()
    var rows: [[String]] = []
    while let batch = try reader.next() {
      if rows.isEmpty { rows.append(batch.columns) }
      for row in 0..<batch.count {
        rows.append(
          batch.columns.indices.map { column in
            batch[row].withUTF8(column) { String(decoding: $0, as: UTF8.self) }
          })
      }
    }
    return rows
  }

  @Test func aTableIsASheet() throws {
    let rows = try sheet("Classes", of: hostileReport)
    #expect(rows[0] == ["Class", "Support", "F1"])
    #expect(rows[1] == ["</script><script>alert(1)</script>", "2", "0.5"])
    // Nothing is taken for a formula.
    #expect(rows[2] == ["=1+1|\"q\"\n@me", "1", "1"])
  }

  @Test func recordsAreASheetToo() throws {
    let rows = try sheet("Predictions", of: hostileReport)
    #expect(rows == [["Row", "Prompt"], ["0", "</script><img src=x onerror=alert(1)>"]])
  }

  @Test func namesOfSheetsAreAllowedAndNotTaken() throws {
    func table(_ title: String, _ cell: String) -> ReportBlock {
      .table(ReportTable(title: title, columns: [.text("A")], rows: [[.text(cell)]]))
    }
    let report = Report(
      title: "T", summary: "S",
      sections: [
        ReportSection(
          title: "S",
          blocks: [
            table("a/b:c*?[x]\\'", "first"), table("ABCX", "second"), table("", "third"),
            table(String(repeating: "n", count: 40), "fourth"),
          ])
      ], data: nil)
    #expect(try sheet("abcx", of: report)[1] == ["first"])
    #expect(try sheet("ABCX 2", of: report)[1] == ["second"])
    #expect(try sheet("Sheet", of: report)[1] == ["third"])
    #expect(try sheet(String(repeating: "n", count: 26), of: report)[1] == ["fourth"])
  }

  @Test func aCurveHasItsNumbersBesideIt() throws {
    let rows = try sheet("Curve points", of: hostileReport)
    #expect(rows[0] == ["ROC: False", "<s>"])
    #expect(rows[1...] == [["0", "0"], ["1", "1"]])
  }

  /// A report of one table with one column.
  private func report(_ cells: [String], column: String = "A", title: String = "L") -> Report {
    let table = ReportTable(
      title: title, columns: [.text(column)], rows: cells.map { [.text($0)] })
    return Report(
      title: "T", summary: "S", sections: [ReportSection(title: "S", blocks: [.table(table)])],
      data: nil)
  }

  /// The workbook is opened, and each text comes back.
  @Test func anyTextIsACell() throws {
    let texts = [
      "\u{FFFE}", "a\u{FFFF}b", "nul\0inside", "\u{1}\u{8}\u{B}\u{C}\u{E}\u{1F}", "bell\u{7}",
      "cr\rlf\r\nend", "tab\tline\n", "_x0041_", "_x005F_x0041_", "_x004_", "_X0041_", "__x000a__",
      "_xFFFE_", "=1+1", "=HYPERLINK(\"http://a\")", "{=1}", "http://a.example", "  spaces  ", "_",
      "\u{7F}\u{85}\u{9F}", "\u{202E}abc", "e\u{301}", "👩‍👩‍👧", "<&>\"'",
      String(repeating: "x", count: 32_767), String(repeating: "😀", count: 16_383),
      String(repeating: "_", count: 32_767),
    ]
    let rows = try sheet("L", of: report(texts))
    #expect(rows.count == texts.count + 1)
    for (row, text) in zip(rows.dropFirst(), texts) {
      #expect(Array(row[0].unicodeScalars) == Array(text.unicodeScalars), "\(text.prefix(20))")
    }
  }

  @Test(arguments: [
    ("x", 32_768, 32_766), ("x", 40_000, 32_766), ("😀", 16_384, 16_383), ("👩‍👩‍👧", 5_000, 4_095),
    ("e\u{301}", 20_000, 16_383), ("_x0041_", 3_000, 2_520), ("\u{1}", 32_767, 4_680),
    ("\u{FFFE}", 5_000, 4_680),
  ])
  func aTextThatIsTooLongForACellIsCut(part: String, count: Int, kept: Int) throws {
    let text = try sheet("L", of: report([String(repeating: part, count: count)]))[1][0]
    #expect(text.last == "…")
    let whole = text.dropLast()
    #expect(String(whole) == String(repeating: part, count: kept))
  }

  /// One letter with more accents than a cell has room for.
  @Test func aCharacterThatIsTooLongIsCutInside() throws {
    let text = try sheet("L", of: report(["a" + String(repeating: "\u{301}", count: 40_000)]))[1][0]
    #expect(text.utf16.count == 32_767 && text.hasSuffix("…") && text.utf16.first == 97)
  }

  @Test(arguments: [
    ("\u{1}bad\u{FFFE}", "<U+0001>bad<U+FFFE>"),
    (String(repeating: "😀", count: 40), "😀😀😀😀😀😀😀😀😀😀😀😀😀"),
    ("History", "History "), ("'=1+1'", "=1+1"), ("  ", "Sheet"),
  ])
  func anyTitleIsASheet(title: String, name: String) throws {
    #expect(try sheet(name, of: report(["cell"], title: title))[1] == ["cell"])
  }

  /// A class may be called like a formula, or like nothing that XML can write.
  @Test func namesOfCurvesAreText() throws {
    let names = ["=1+1", "=Summary!$A$1", "\u{FFFF}", "a\u{0}b"]
    let charts = names.enumerated().map { index, name in
      ReportBlock.chart(
        ReportChart(
          title: "=Title \(index)\u{FFFE}", description: "", xLabel: "=x", yLabel: "\u{1}",
          series: [.init(name: name, points: [.init(x: 0, y: 1), .init(x: 1, y: 0)])],
          xRange: 0...1, yRange: 0...1))
    }
    let report = Report(
      title: "T", summary: "S", sections: [ReportSection(title: "S", blocks: charts)], data: nil)
    let header = try sheet("Curve points", of: report)[0]
    #expect(header.enumerated().filter { $0.offset % 2 == 1 }.map(\.element) == names)
  }
}
