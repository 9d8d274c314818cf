// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Reports
import Testing

@Suite struct HTMLRendererTests {
  private let page = HTMLReport.render(hostileReport)

  @Test func textOfTheDataIsNeverMarkup() {
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("<img"))
    #expect(!page.contains("<b>'") && !page.contains("<i></th>") && !page.contains("<s>"))
    #expect(page.contains("&lt;/script&gt;&lt;script&gt;alert(1)"))
    #expect(page.contains(#"\u003c/script>\u003cimg src=x"#))
    #expect(page.contains(#"=1+1|&quot;q&quot;\n@me"#))
  }

  @Test func thePageLoadsNothing() {
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("http://") && !page.contains("https://"))
    #expect(!page.contains("<script src") && !page.contains("@import"))
  }

  @Test func everySectionIsReachable() {
    for id in ["figures", "classes", "curves", "confusions", "predictions"] {
      #expect(page.contains("href=\"#\(id)\"") && page.contains("id=\"\(id)\""))
    }
  }

  @Test func theVerdictComesFirst() throws {
    var report = hostileReport
    report.verdict = "Good, <but> not good enough."
    let page = HTMLReport.render(report)
    let verdict = try #require(
      page.firstRange(of: "<p class=\"verdict\">Good, &lt;but&gt; not good enough.</p>"))
    let figures = try #require(page.firstRange(of: "id=\"figures\""))
    #expect(verdict.upperBound < figures.lowerBound)
    #expect(!self.page.contains("class=\"verdict\""))
    #expect(
      MarkdownReport.render(report).contains("**Good, &lt;but&gt; not good enough.**"))
    #expect(TextReport().render(report).contains("\n\nGood, <but> not good enough.\n"))
  }

  @Test func aReportSaysHowItWasMade() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("abc", to: "a.csv")
    var report = hostileReport
    report.origin = ReportOrigin(
      program: "assay 1.2.3", command: "assay eval '<x>'", seconds: 1_700_000_000,
      inputs: try ReportOrigin.inputs([path, "-", folder.url.path]))
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let lines = try #require(report.origin).lines
    #expect(lines.map(\.name) == ["Made", "By", "Command", "Data"])
    #expect(lines[0].value == "2023-11-14 22:13 UTC")
    #expect(lines[3].value == "\(path), SHA-256 \(hash)")
    let page = HTMLReport.render(report)
    #expect(page.contains("assay eval &#39;&lt;x&gt;&#39;") && page.contains(hash))
    #expect(MarkdownReport.render(report).contains("- By: assay 1.2.3"))
  }

  @Test func whatFewNeedIsFolded() {
    var report = hostileReport
    report.sections[2].isFolded = true
    let page = HTMLReport.render(report)
    #expect(page.contains("<summary><h2 id=\"curves\">Curves</h2></summary>"))
    #expect(!page.contains("<summary><h2 id=\"classes\">"))
  }

  /// A table of what a chart draws follows the charts, and is folded.
  @Test func aDrawnTableIsFolded() throws {
    var table = ReportTable(title: "Lengths", columns: [.text("L")], rows: [[.text("1 to 2")]])
    table.isDrawn = true
    let chart = ReportChart(
      title: "Lengths", description: "D", xLabel: "x", yLabel: "y",
      series: [.init(name: "s", points: [.init(x: 1, y: 1)], style: .bars(width: 1))])
    let section = ReportSection(title: "S", blocks: [.table(table), .chart(chart)])
    let page = HTMLReport.render(
      Report(title: "T", summary: "", sections: [section], data: nil))
    let svg = try #require(page.firstRange(of: "<svg"))
    let fold = try #require(page.firstRange(of: "<summary>Lengths, as a table</summary>"))
    #expect(svg.upperBound < fold.lowerBound)
  }

  @Test func undefinedFiguresSayWhy() {
    #expect(page.contains("undefined") && page.contains("one class only"))
  }

  @Test func chartsDescribeThemselves() {
    #expect(page.contains(#"role="img" tabindex="0" aria-label="ROC. Area 0.75.""#))
    #expect(page.contains("points=\"62.0,324.0 506.0,14.0\""))
  }

  @Test func manyClassesBecomeAMapWithoutEmptyCells() {
    let count = 40
    let counts = (0..<count).map { row in (0..<count).map { $0 == row ? 2 : 0 } }
    let matrix = ReportMatrix(title: "M", labels: (0..<count).map { "c\($0)" }, counts: counts)
    let page = HTMLReport.render(
      Report(
        title: "T", summary: "",
        sections: [ReportSection(title: "S", blocks: [.matrix(matrix)])], data: nil))
    #expect(page.components(of: "class=\"right\"") == count)
    #expect(page.components(of: "class=\"wrong\"") == 0)
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    ranges(of: part).count
  }
}
