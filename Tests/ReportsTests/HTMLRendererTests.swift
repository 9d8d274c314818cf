// SPDX-License-Identifier: Apache-2.0

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

  @Test func undefinedFiguresSayWhy() {
    #expect(page.contains("undefined") && page.contains("one class only"))
  }

  @Test func chartsDescribeThemselves() {
    #expect(page.contains(#"role="img" aria-label="ROC. Area 0.75.""#))
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
