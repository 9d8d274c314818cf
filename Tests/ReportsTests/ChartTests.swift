// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Reports

@Suite struct TicksTests {
  @Test(arguments: [
    (0.0, 1.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (0.0, 10.0, ["0", "2", "4", "6", "8", "10"]),
    (0.0, 5000.0, ["0", "1,000", "2,000", "3,000", "4,000", "5,000"]),
    (0.03, 0.11, ["0.04", "0.06", "0.08", "0.10"]),
    (-1.0, 1.0, ["-1.0", "-0.5", "0.0", "0.5", "1.0"]),
  ])
  func areRoundNumbersInsideTheRange(low: Double, high: Double, expected: [String]) {
    let ticks = Ticks(low...high)
    #expect(ticks.values.map(ticks.text) == expected)
    #expect(ticks.values.allSatisfy { $0 >= low - 1e-9 && $0 <= high + 1e-9 })
  }

  @Test func anEmptyRangeHasOne() {
    #expect(Ticks(2...2).values == [2])
    #expect(Ticks(0...(.infinity)).values == [0])
  }
}

@Suite struct SVGChartTests {
  private func chart(
    _ points: [(Double, Double)], style: ReportChart.Style = .line,
    xRange: ClosedRange<Double>? = 0...1, yRange: ClosedRange<Double>? = 0...1
  ) -> String {
    SVGChart.render(
      ReportChart(
        title: "T & <t>", description: "D", xLabel: "x", yLabel: "y",
        series: [
          .init(name: "\"s\"", points: points.map { .init(x: $0, y: $1) }, style: style)
        ], xRange: xRange, yRange: yRange))
  }

  @Test func pointsLieWhereTheyBelong() {
    let text = chart([(0, 0), (0.5, 1), (1, 0.25)])
    #expect(text.contains("points=\"62.0,324.0 284.0,14.0 506.0,246.5\""))
    #expect(text.contains("data-axes=\"0.0 1.0 0.0 1.0\""))
  }

  @Test func namesAreEscaped() {
    let text = chart([(0, 0)])
    #expect(text.contains("<figcaption>T &amp; &lt;t&gt;</figcaption>"))
    #expect(text.contains("data-name=\"&quot;s&quot;\""))
  }

  @Test func axesFitThePointsWhereNothingElseIsSaid() {
    let text = chart([(2, 10), (4, 30)], xRange: nil, yRange: nil)
    #expect(text.contains("data-axes=\"2.0 4.0 10.0 30.0\""))
    // A single point gets room around it.
    #expect(chart([(3, 3)], xRange: nil, yRange: nil).contains("data-axes=\"2.5 3.5 2.5 3.5\""))
  }

  @Test func whatIsNoNumberIsLeftOut() {
    #expect(chart([]) == "")
    #expect(chart([(.nan, 1), (0, .infinity)]) == "")
    #expect(chart([(0, 0), (.nan, 0.5), (1, 1)]).contains("points=\"62.0,324.0 506.0,14.0\""))
  }

  @Test func stylesOfSeries() {
    // One is the mark that follows the pointer.
    #expect(chart([(0, 0), (1, 1)]).ranges(of: "class=\"mark").count == 1)
    #expect(chart([(0, 0), (1, 1)], style: .marks).ranges(of: "class=\"mark").count == 3)
    let bars = chart([(0.25, 0.5), (0.75, 1)], style: .bars(width: 0.5))
    #expect(
      bars.contains(
        "<rect class=\"bar s0\" x=\"63.0\" y=\"169.0\" width=\"220.0\" height=\"155.0\"/>"))
    #expect(bars.ranges(of: "<rect").count == 2)
  }

  /// Bars reach from zero and to both sides of their place, and none leaves the plot.
  @Test func barsStayInsideThePlot() throws {
    let bars = chart(
      [(5, 3), (15, 40), (25, 1)], style: .bars(width: 10), xRange: nil, yRange: nil)
    #expect(bars.contains("data-axes=\"0.0 30.0 0.0 40.0\""))
    let rects = bars.matches(
      of: /<rect[^>]* x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/)
    #expect(rects.count == 3)
    for rect in rects {
      let numbers = try [rect.1, rect.2, rect.3, rect.4].map { try #require(Double($0)) }
      #expect(numbers[0] >= 62 && numbers[0] + numbers[2] <= 506)
      #expect(numbers[1] >= 14 && numbers[1] + numbers[3] <= 324.11)
    }
    // Rows are counted: there is no half one on an axis.
    let few = chart([(0.5, 2), (1.5, 1)], style: .bars(width: 1), xRange: nil, yRange: nil)
    #expect(!few.contains(">0.5</text>") && few.contains(">1</text>"))
  }

  /// What people see when they point at a place, exactly.
  @Test func placesCarryTheirValues() {
    let text = chart([(0, 0.887), (0.5, 1), (1, 0.123_456_7)])
    #expect(text.contains("data-values=\"0 0.887 0.5 1 1 0.123457\""))
    #expect(text.contains("role=\"img\" tabindex=\"0\""))
    let bars = chart([(0.25, 0.5)], style: .bars(width: 0.5))
    #expect(bars.contains("data-values=\"0.25 0.5\" data-width=\"0.5\""))
  }

  @Test func equalCurvesBecomeOneWithBothNames() {
    func series(_ name: String, _ y: Double) -> ReportChart.Series {
      .init(name: name, points: [.init(x: 0, y: 0), .init(x: 1, y: y)], style: .marks)
    }
    let chart = ReportChart(
      title: "T", description: "", xLabel: "x", yLabel: "y",
      series: [series("a", 1), series("b", 0.5), series("c", 1)])
    #expect(chart.series.map(\.name) == ["a = c", "b"])
  }

  /// The first and the last point are among those that are drawn.
  @Test func manyPointsAreThinned() throws {
    let text = chart((0...10_000).map { (Double($0) / 10_000, 0.5) })
    let points = try #require(text.firstMatch(of: /points="([^"]*)"/)).1.split(separator: " ")
    #expect((400...801).contains(points.count))
    #expect(points.first == "62.0,169.0" && points.last == "506.0,169.0")
  }
}

@Suite struct SVGIntervalsTests {
  private let intervals = ReportIntervals(
    title: "B minus A", label: "Difference",
    rows: [
      .init(name: "Accuracy", value: 0.05, interval: 0.01...0.1, tone: .better),
      .init(name: "<F1>", value: -0.02, interval: (-0.1)...0.06, tone: .unclear),
    ])

  @Test func eachDifferenceIsDrawnAndSaid() {
    let text = SVGIntervals.render(intervals)
    #expect(text.contains("Accuracy: +0.0500 (+0.0100 to +0.1000), better;"))
    #expect(text.contains("&lt;F1&gt;: -0.0200 (-0.1000 to +0.0600), may be chance."))
    #expect(text.ranges(of: "class=\"interval ").count == 2)
    #expect(
      text.contains("class=\"interval better\"") && text.contains("class=\"interval unclear\""))
    // Zero is in the middle.
    #expect(text.contains("<line class=\"zero\" x1=\"410.0\""))
  }

  @Test func nothingToCompareIsNoChart() {
    #expect(SVGIntervals.render(ReportIntervals(title: "T", label: "L", rows: [])) == "")
  }
}
