// SPDX-License-Identifier: Apache-2.0

/// A report as one page, usable by keyboard and screen reader.
package enum HTMLReport {
  package static func render(_ report: Report) -> String {
    let sections = report.sections.filter { !$0.blocks.isEmpty }
    let body = """
      <a class="skip" href="#content">Skip to the content</a>
      <header>
      <h1>\(Markup.escape(report.title))</h1>
      <p class="summary">\(Markup.escape(report.summary))</p>
      </header>
      \(navigation(sections))
      <main id="content">
      \(verdict(report))
      \(sections.map(section).joined(separator: "\n"))
      </main>
      \(HTMLPage.footer(report.origin))
      \(HTMLPage.tips)
      """
    let title = "\(report.title): \(report.summary)"
    return HTMLPage(title: title, body: body, script: PageFile.script).text
  }

  private static func verdict(_ report: Report) -> String {
    report.verdict.isEmpty ? "" : "<p class=\"verdict\">\(Markup.escape(report.verdict))</p>"
  }

  private static func navigation(_ sections: [ReportSection]) -> String {
    let links = sections.map {
      "<a href=\"#\(HTML.identifier($0.title))\">\(Markup.escape($0.title))</a>"
    }
    return "<nav aria-label=\"Sections\">\(links.joined())</nav>"
  }

  private static func section(_ section: ReportSection) -> String {
    let id = HTML.identifier(section.title)
    let explanation =
      section.explanation.isEmpty
      ? "" : "<p class=\"explanation\">\(Markup.escape(section.explanation))</p>"
    let heading = "<h2 id=\"\(id)\">\(Markup.escape(section.title))</h2>"
    let content = "\(explanation)\n\(blocks(section))"
    guard section.isFolded else {
      return "<section>\n\(heading)\n\(content)\n</section>"
    }
    return """
      <section>
      <details class="part">
      <summary>\(heading)</summary>
      \(content)
      </details>
      </section>
      """
  }

  /// Neighboring charts share a row where the page is wide enough. Tables of what they draw follow them.
  private static func blocks(_ section: ReportSection) -> String {
    var parts: [String] = []
    var charts: [String] = []
    var tables: [String] = []
    func flush() {
      if !charts.isEmpty { parts.append("<div class=\"charts\">\(charts.joined())</div>") }
      parts += tables
      (charts, tables) = ([], [])
    }
    for block in section.blocks {
      if case .table(let table) = block, table.isDrawn {
        tables.append(HTMLTable.folded(table))
        continue
      }
      if case .chart(let chart) = block {
        charts.append(SVGChart.render(chart))
        continue
      }
      flush()
      parts.append(render(block, in: section))
    }
    flush()
    return parts.joined(separator: "\n")
  }

  private static func render(_ block: ReportBlock, in section: ReportSection) -> String {
    switch block {
    case .figures(let figures): HTMLFigures.render(figures)
    case .table(let table):
      table.isRecords
        ? HTMLRecords.render(table, in: section) : HTMLTable.render(table, in: section)
    case .chart(let chart): SVGChart.render(chart)
    case .intervals(let intervals): SVGIntervals.render(intervals)
    case .matrix(let matrix): HTMLMatrix.render(matrix)
    case .note(let note): "<p class=\"note\">\(Markup.escape(note))</p>"
    }
  }
}
