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
    #expect(try sheet(String(repeating: "n", count: 28), of: report)[1] == ["fourth"])
  }

  @Test func aCurveHasItsNumbersBesideIt() throws {
    let rows = try sheet("Curve points", of: hostileReport)
    #expect(rows[0] == ["ROC: False", "<s>"])
    #expect(rows[1...] == [["0", "0"], ["1", "1"]])
  }

  @Test func aTextThatIsTooLongForACellIsCut() throws {
    let long = String(repeating: "x", count: 40_000)
    let report = Report(
      title: "T", summary: "S",
      sections: [
        ReportSection(
          title: "S",
          blocks: [.table(ReportTable(title: "L", columns: [.text("A")], rows: [[.text(long)]]))])
      ], data: nil)
    #expect(try sheet("L", of: report)[1][0] == String(repeating: "x", count: 8_000) + "…")
  }
}
