// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import RuleEngine

/// How many rows of a finding are shown, and what is said of the others.
@Suite struct FindingPlaceTests {
  private func finding(_ rows: Int, places: Int, severity: Severity = .warning) -> Finding {
    Finding(
      code: "SEP001", name: "missing-separator", severity: severity, message: "a message",
      file: "a b.csv", places: (0..<places).map { Finding.Place(row: $0, line: $0 + 2) },
      rowCount: rows, help: "Help.")
  }

  private func text(_ format: FindingFormat, _ finding: Finding) throws -> String {
    format.renderer.render([try RenderedExample.report(findings: [finding])], RenderOptions())
  }

  @Test(
    arguments: [
      (0, 0, nil), (1, 1, nil), (3, 3, nil), (4, 4, "  ... and 1 row more"),
      (5, 4, "  ... and 2 rows more"), (3, 1, "  ... and 2 rows more"), (9, 0, nil),
    ] as [(Int, Int, String?)])
  func theFirstThreePlacesAreShown(rows: Int, places: Int, more: String?) throws {
    let lines = try text(.full, finding(rows, places: places)).split(separator: "\n")
    let shown = lines.filter { $0.hasPrefix("  --> ") }
    #expect(
      shown.map(String.init)
        == (0..<min(3, places)).map { "  --> a b.csv:\($0 + 2) (row \($0 + 1))" })
    #expect(lines.first { $0.hasPrefix("  ... ") }.map(String.init) == more)
  }

  /// The bar of a finding is its share of the finding with most rows.
  @Test func barsOfAPage() throws {
    let report = try RenderedExample.report(
      findings: [finding(7, places: 1), finding(3, places: 1), finding(0, places: 0)])
    let table = HTMLOverview.table(report, number: 1)
    let widths = table.matches(of: /width:(\d+)%/).map { String($0.1) }
    #expect(widths == ["100", "42"])
    #expect(table.ranges(of: "<td class=\"bar\"></td>").count == 1)
  }

  @Test func summariesCountEachSeverity() throws {
    func summary(_ counts: [(Severity, Int)]) -> String {
      LintSummary(
        counts.flatMap { severity, count in
          (0..<count).map { _ in finding(1, places: 1, severity: severity) }
        }
      ).text
    }
    #expect(summary([(.error, 1), (.warning, 2), (.info, 0)]) == "1 error, 2 warnings")
    #expect(summary([(.info, 1)]).contains("1 "))
    #expect(!summary([(.warning, 1)]).contains("0 "))
  }
}
