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

  /// The first and the last point are among those that are drawn.
  @Test func manyPointsAreThinned() throws {
    let text = chart((0...10_000).map { (Double($0) / 10_000, 0.5) })
    let points = try #require(text.firstMatch(of: /points="([^"]*)"/)).1.split(separator: " ")
    #expect((400...801).contains(points.count))
    #expect(points.first == "62.0,169.0" && points.last == "506.0,169.0")
  }
}
