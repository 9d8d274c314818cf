// SPDX-License-Identifier: Apache-2.0

import JSON
import Reports
import Testing

/// Bars of parts are compared with the largest part, and the smallest parts are shown.
@Suite struct SharesOfAllTests {
  private func rendered(_ shares: [Double], column: String = "Share", room: Int = 100) -> [String] {
    let table = ReportTable(
      title: "Classes", columns: [.text("Class"), .share(column)],
      rows: shares.enumerated().map { [.text("c\($0)"), .number($1)] })
    let report = Report(
      title: "T", summary: "s", sections: [ReportSection(title: "S", blocks: [.table(table)])],
      data: .null)
    return TextReport(rowLimit: room).render(report).split(separator: "\n").map(String.init)
  }

  @Test func theLargestPartHasTheLongestBar() {
    let lines = rendered([0.02, 0.01])
    #expect(lines.contains("  c0     0.0200  ████████████████████"))
    #expect(lines.contains("  c1     0.0100  ██████████"))
    #expect(rendered([0.5], column: "F1").contains("  c0     0.5000  ██████████░░░░░░░░░░"))
  }

  @Test func theSmallestPartsAreShown() {
    let lines = rendered((0..<10).map { 0.1 - Double($0) / 100 }, room: 6)
    #expect(lines.contains { $0.hasPrefix("  c3 ") } && !lines.contains { $0.hasPrefix("  c4 ") })
    #expect(
      lines.contains { $0.hasPrefix("  c9 ") } && lines.contains("  ... and 4 more rows between"))
  }
}
