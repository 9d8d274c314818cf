// SPDX-License-Identifier: Apache-2.0

import JSON
import Reports
import Testing

/// Bars of parts are compared with the largest part, and the smallest parts are shown.
@Suite struct SharesOfAllTests {
  private func rendered(
    _ shares: [Double], column: ReportTable.Column = .part("Share"), room: Int = 100
  ) -> [String] {
    let table = ReportTable(
      title: "Classes", columns: [.text("Class"), column],
      rows: shares.enumerated().map { [.text("c\($0)"), .number($1)] })
    let report = Report(
      title: "T", summary: "s", sections: [ReportSection(title: "S", blocks: [.table(table)])],
      data: .null)
    return TextReport(rowLimit: room).render(report).split(separator: "\n").map(String.init)
  }

  @Test func theLargestPartHasTheLongestBar() {
    let lines = rendered([0.02, 0.01])
    #expect(lines.contains("  c0     2.0 %  ████████████████████"))
    #expect(lines.contains("  c1     1.0 %  ██████████"))
    #expect(rendered([0.5], column: .share("F1")).contains("  c0     0.5000  ██████████░░░░░░░░░░"))
  }

  @Test func longTextsAreCutToTheWidthOfATerminal() {
    let text = String(repeating: "word ", count: 20)
    let table = ReportTable(
      title: "Rows",
      columns: [.text("Prompt"), .text("True class"), .text("A says"), .number("N")],
      rows: [[.text(text), .text(text), .text("short"), .number(0.5)]])
    let report = Report(
      title: "T", summary: "s", sections: [ReportSection(title: "S", blocks: [.table(table)])],
      data: .null)
    let line = TextReport().render(report).split(separator: "\n").last ?? ""
    #expect(line.count <= 80 && line.contains("…") && line.hasSuffix("short   0.5000"), "\(line)")
  }

  @Test func pagesCompareWithTheLargestPartToo() {
    let table = ReportTable(
      title: "Classes", columns: [.text("Class"), .part("Share")],
      rows: [[.text("a"), .number(0.02)], [.text("b"), .number(0.01)]])
    let report = Report(
      title: "T", summary: "s", sections: [ReportSection(title: "S", blocks: [.table(table)])],
      data: .null)
    let page = HTMLReport.render(report)
    #expect(page.contains("--v:100.0%\">2.0 %<") && page.contains("--v:50.0%\">1.0 %<"))
  }

  @Test func theSmallestPartsAreShown() {
    let lines = rendered((0..<10).map { 0.1 - Double($0) / 100 }, room: 6)
    #expect(lines.contains { $0.hasPrefix("  c3 ") } && !lines.contains { $0.hasPrefix("  c4 ") })
    #expect(
      lines.contains { $0.hasPrefix("  c9 ") } && lines.contains("  ... and 4 more rows between"))
  }
}
