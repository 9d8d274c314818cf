// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Reports

@Suite struct HTMLTableTests {
  private let columns: [ReportTable.Column] = [
    .text("Class"), .count("Rows"), .share("F1"), .number("Loss"), .tokens("Text"),
  ]

  @Test func cellsByTheKindOfTheirColumn() {
    let row = HTMLTable.row(
      [
        .text("<a>"), .number(1200), .number(0.5), .number(1.25),
        .tokens([.init(text: "x", logProbability: -0.2)]),
      ], columns)
    #expect(
      row
        == "<tr><td class=\"text\" data-name=\"Class\">&lt;a&gt;</td>"
        + "<td class=\"number\" data-name=\"Rows\" data-v=\"1200.0\">1,200</td>"
        + "<td class=\"number share\" data-name=\"F1\" data-v=\"0.5\" style=\"--v:50.0%\">0.5000</td>"
        + "<td class=\"number\" data-name=\"Loss\" data-v=\"1.25\">1.2500</td>"
        + "<td class=\"text tokens\" data-name=\"Text\"><span class=\"lp1\" title=\"-0.2000\">x</span></td></tr>"
    )
    #expect(
      HTMLTable.row([.none], [.share("F1")])
        == "<tr><td class=\"number empty\" data-name=\"F1\"></td></tr>")
  }

  /// A telephone has no room for many columns beside one another.
  @Test func rowsOfManyTextsBecomeCards() {
    func layout(_ columns: [ReportTable.Column]) -> String {
      HTMLTable.layout(of: ReportTable(title: "T", columns: columns, rows: []))
    }
    #expect(layout(columns) == " class=\"stack\"")
    #expect(layout([.text("Class"), .share("F1"), .count("Rows"), .number("Loss")]) == "")
    #expect(layout([.share("F1"), .count("Rows")]) == " class=\"compact\"")
  }

  @Test func aBarStaysInItsCell() {
    #expect(HTMLTable.row([.number(7)], [.share("S")]).contains("--v:100.0%"))
    #expect(HTMLTable.row([.number(-1)], [.share("S")]).contains("--v:0.0%"))
  }

  @Test func aTableNamedLikeItsSectionNeedsNoHeading() {
    let table = ReportTable(title: "Classes", columns: columns, rows: [])
    let same = ReportSection(title: "Classes", blocks: [])
    let other = ReportSection(title: "Figures", blocks: [])
    #expect(!HTMLTable.render(table, in: same).contains("<h3>"))
    #expect(HTMLTable.render(table, in: other).contains("<h3>Classes</h3>"))
  }

  @Test(arguments: [
    (0.0, 0), (-0.105, 0), (-0.106, 1), (-0.693, 1), (-0.7, 2), (-2.303, 2), (-3.0, 3), (-4.7, 4),
    (-Double.infinity, 4),
  ])
  func surpriseOfATokenHasFiveSteps(logProbability: Double, step: Int) {
    #expect(ReportToken(text: "a", logProbability: logProbability).surprise == step)
  }
}

@Suite struct HTMLRecordsTests {
  private func island(_ table: ReportTable) throws -> JSONValue {
    let page = HTMLRecords.render(table, in: ReportSection(title: "S", blocks: []))
    let text = try #require(page.firstMatch(of: /<script type="application\/json">(.*)<\/script>/))
      .1
    #expect(!text.contains("<"))
    return try JSONParser.parse(Array(text.utf8), file: "page")
  }

  @Test func rowsAreDataThatScriptsRead() throws {
    let table = ReportTable(
      title: "T", columns: [.text("A"), .number("B"), .tokens("C"), .share("D"), .count("E")],
      rows: [
        [
          .text("</script>\u{1B}"), .number(0.123_456_789),
          .tokens([.init(text: "<", logProbability: -3.000_04)]), .none, .number(2),
        ]
      ], isRecords: true)
    let data = try island(table)
    #expect(data["kinds"] == ["text", "number", "tokens", "share", "count"])
    #expect(data["names"] == ["A", "B", "C", "D", "E"])
    let row = try #require(data["rows"]?.array?.first?.array)
    #expect(row[0] == .string("</script><U+001B>"))
    #expect(row[1].double == 0.123_457)
    #expect(row[2].array?.first?.array?[0] == "<")
    #expect(row[2].array?.first?.array?[1].double == -3)
    #expect(row[2].array?.first?.array?[2].integer == 3)
    #expect(row[3] == .null)
  }

  @Test func withoutScriptsTheFirstFiftyAreThere() throws {
    let rows: [[ReportTable.Cell]] = (0..<60).map { [.text("row \($0).")] }
    let table = ReportTable(title: "T", columns: [.text("A")], rows: rows, isRecords: true)
    let page = HTMLRecords.render(table, in: ReportSection(title: "S", blocks: []))
    #expect(page.contains("<td class=\"text\" data-name=\"A\">row 49.</td>"))
    #expect(!page.contains("<td class=\"text\" data-name=\"A\">row 50.</td>"))
    #expect(page.contains(">60 rows</span>"))
    #expect(try island(table)["rows"]?.array?.count == 60)
  }
}

@Suite struct HTMLMatrixTests {
  private func matrix(_ counts: [[Int]]) -> String {
    let labels = counts.indices.map { "c\($0)" }
    return HTMLMatrix.render(
      ReportMatrix(title: "M", labels: labels, counts: counts, recordColumns: ["T", "P"]))
  }

  @Test func smallOnesAreTables() {
    let text = matrix([[8, 2], [0, 0]])
    #expect(text.contains("<table class=\"matrix\" data-labels=\"c0\nc1\" data-columns=\"T\nP\">"))
    #expect(
      text.contains(
        "<td class=\"number right strong\" style=\"--a:0.840\">"
          + "<button type=\"button\" data-r=\"0\" data-c=\"0\" data-n=\"8\" data-s=\"80.0 %\">8</button></td>"
      ))
    #expect(text.contains("<td class=\"number wrong\" style=\"--a:0.360\">"))
    // A class without rows has no shares to color.
    #expect(text.contains("data-r=\"1\" data-c=\"1\" data-n=\"0\" data-s=\"0.0 %\""))
  }

  @Test func largeOnesAreMaps() {
    var counts = (0..<17).map { row in (0..<17).map { $0 == row ? 9 : 0 } }
    counts[3][5] = 1
    let text = matrix(counts)
    #expect(text.contains("<svg class=\"map\""))
    #expect(text.contains("M of 17 classes: 153 of 154 rows are on the diagonal."))
    #expect(text.ranges(of: "<rect class=\"right\"").count == 17)
    // Axes have names, colors a key, and 3 and 5, which alone are mixed up, come first.
    #expect(text.contains(">Predicted class</text>") && text.contains(">True class</text>"))
    #expect(text.contains("wrong, 0 to 10.0 %") && text.contains("data-labels=\"c3\nc5\nc0\n"))
    // The worst confusion gets the full color.
    #expect(
      text.contains(
        "fill-opacity=\"1.000\" data-r=\"0\" data-c=\"1\" data-n=\"1\" data-s=\"10.0 %\""))
  }
}

@Suite struct HTMLLabelTests {
  /// A space at the start leaves no empty line, and words break where they are joined.
  @Test(arguments: [
    (" positive", "\u{A0}positive"), ("a b", "a b"), ("", ""), ("  ", "\u{A0}\u{A0}"),
    (" refund_not_showing", "\u{A0}refund_<wbr>not_<wbr>showing"), ("a/b-c", "a/<wbr>b-<wbr>c"),
    ("a--b", "a--b"), ("(/b", "(/b"), ("__", "__"), ("<a_b>", "&lt;a_<wbr>b&gt;"), ("3.", "3."),
  ])
  func labelsBreakBetweenWords(text: String, markup: String) {
    #expect(HTML.label(text) == markup)
  }
}

@Suite struct ReportMatrixTests {
  /// From a class the order goes on to the one that it is confused with most.
  @Test func classesThatAreMixedUpStandSideBySide() {
    let matrix = ReportMatrix(
      title: "M", labels: ["a", "b", "c", "d", "e"],
      counts: [
        [9, 0, 0, 1, 0], [0, 9, 0, 0, 5], [0, 0, 9, 0, 0], [2, 0, 0, 9, 0], [0, 1, 0, 0, 9],
      ])
    let ordered = matrix.orderedByConfusion
    #expect(ordered.labels == ["b", "e", "a", "d", "c"])
    #expect(ordered.counts[0] == [9, 5, 0, 0, 0] && ordered.counts[1] == [1, 9, 0, 0, 0])
    #expect(ordered.counts.joined().reduce(0, +) == matrix.counts.joined().reduce(0, +))
    #expect(ReportMatrix(title: "", labels: [], counts: []).orderedByConfusion.labels.isEmpty)
  }
}

@Suite struct HTMLFiguresTests {
  @Test func headlinesAreCards() {
    let text = HTMLFigures.render([
      ReportFigure(key: "a", name: "A", value: 0.5, meaning: "M\"", isHeadline: true),
      ReportFigure(key: "b", name: "B", value: 12_345, style: .count, isHeadline: true),
      ReportFigure(key: "c", name: "C", value: nil, reason: "no rows", isHeadline: true),
      ReportFigure(key: "d", name: "D", value: 2, style: .plain),
    ])
    #expect(text.ranges(of: "<div class=\"card\"").count == 2)
    #expect(
      text.contains(
        "<div class=\"value\">0.500</div><div class=\"meter\"><i style=\"width:50.0%\">"))
    #expect(text.contains("<div class=\"value\">12,345</div></div>"))
    #expect(text.contains("<div class=\"meaning\">M&quot;</div>"))
    // The others are folded, and no figure stands twice.
    #expect(text.contains("<summary>2 more figures</summary>"))
    #expect(!text.contains(">A</th>") && text.contains(">D</th>"))
    #expect(
      text.contains("<span class=\"undefined\">undefined</span></td><td class=\"meaning\">no rows"))
    #expect(!text.contains("95 % interval"))
  }

  @Test func intervalsStandWhereThereAreSome() {
    let text = HTMLFigures.render([
      ReportFigure(key: "a", name: "A", value: 0.5, interval: 0.25...0.75),
      ReportFigure(key: "b", name: "B", value: 1),
    ])
    #expect(text.contains("95 % interval") && text.contains("0.2500 to 0.7500"))
    #expect(!text.contains("class=\"cards\"") && !text.contains("<details"))
    let card = HTMLFigures.render([
      ReportFigure(key: "a", name: "A", value: 0.5, interval: 0.25...0.75, isHeadline: true)
    ])
    #expect(card.contains("<b style=\"left:25.0%;width:50.0%\"></b>"))
  }
}
