// SPDX-License-Identifier: Apache-2.0

/// A chart as inline SVG; colors come from the page's style, so that it follows light and dark.
enum SVGChart {
  private static let width = 520.0
  private static let height = 380.0
  private static let plot = (left: 62.0, top: 14.0, right: 506.0, bottom: 324.0)
  /// More points than a screen has columns would only weigh.
  private static let pointLimit = 800

  static func render(_ chart: ReportChart) -> String {
    let title = Markup.escape(chart.title)
    guard let axes = Axes(chart) else { return "" }
    let series = chart.series.enumerated().map { draw($1, number: $0, axes: axes) }
    let ends = [axes.x.lowerBound, axes.x.upperBound, axes.y.lowerBound, axes.y.upperBound]
    return """
      <figure class="chart">
      <figcaption>\(title)</figcaption>
      <svg viewBox="0 0 \(Int(width)) \(Int(height))" role="img" tabindex="0" \
      aria-label="\(title). \(Markup.escape(chart.description))" \
      data-axes="\(ends.map { "\($0)" }.joined(separator: " "))" \
      data-plot="\(plot.left) \(plot.right) \(plot.bottom) \(plot.top)" \
      data-x="\(Markup.escape(chart.xLabel))" data-y="\(Markup.escape(chart.yLabel))">
      \(grid(chart, axes))
      \(diagonal(chart, axes))
      \(series.joined(separator: "\n"))
      <circle class="marker" r="4" hidden></circle>
      </svg>
      \(legend(chart))
      </figure>
      """
  }

  /// Maps values to coordinates.
  private struct Axes {
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>

    init?(_ chart: ReportChart) {
      let points = chart.series.flatMap(Self.corners).filter { $0.x.isFinite && $0.y.isFinite }
      guard let first = points.first else { return nil }
      let fitted = points.reduce((first.x, first.x, first.y, first.y)) {
        (min($0.0, $1.x), max($0.1, $1.x), min($0.2, $1.y), max($0.3, $1.y))
      }
      x = chart.xRange ?? Self.open(fitted.0, fitted.1)
      y = chart.yRange ?? Self.open(fitted.2, fitted.3)
    }

    /// What of a series must lie inside of the plot: bars reach from zero, and to both sides.
    private static func corners(_ series: ReportChart.Series) -> [ReportChart.Point] {
      guard case .bars(let width) = series.style else { return series.points }
      return series.points.flatMap { point in
        [
          ReportChart.Point(x: point.x - width / 2, y: 0),
          ReportChart.Point(x: point.x + width / 2, y: point.y),
        ]
      }
    }

    func place(_ point: ReportChart.Point) -> (x: Double, y: Double) {
      let across = (point.x - x.lowerBound) / (x.upperBound - x.lowerBound)
      let up = (point.y - y.lowerBound) / (y.upperBound - y.lowerBound)
      return (
        plot.left + across * (plot.right - plot.left),
        plot.bottom - up * (plot.bottom - plot.top)
      )
    }

    /// A range that is not empty.
    private static func open(_ low: Double, _ high: Double) -> ClosedRange<Double> {
      high > low ? low...high : (low - 0.5)...(low + 0.5)
    }
  }

  private static func grid(_ chart: ReportChart, _ axes: Axes) -> String {
    // Bars count: upward rows, and sideward what they are as wide as.
    let widths = chart.series.compactMap {
      if case .bars(let width) = $0.style { width } else { nil }
    }
    let xTicks = Ticks(axes.x, areWhole: widths.contains { $0 >= 1 })
    let yTicks = Ticks(axes.y, areWhole: !widths.isEmpty)
    let columns = xTicks.values.map { value in
      let x = axes.place(.init(x: value, y: axes.y.lowerBound)).x
      return gridLine(from: (x, plot.top), to: (x, plot.bottom))
        + text(xTicks.text(value), x: x, y: plot.bottom + 18, anchor: "middle")
    }
    let rows = yTicks.values.map { value in
      let y = axes.place(.init(x: axes.x.lowerBound, y: value)).y
      return gridLine(from: (plot.left, y), to: (plot.right, y))
        + text(yTicks.text(value), x: plot.left - 8, y: y + 4, anchor: "end")
    }
    let xName = """
      <text class="axis" x="\((plot.left + plot.right) / 2)" y="\(height - 10)" \
      text-anchor="middle">\(Markup.escape(chart.xLabel))</text>
      """
    let yName = """
      <text class="axis" transform="translate(15 \((plot.top + plot.bottom) / 2)) rotate(-90)" \
      text-anchor="middle">\(Markup.escape(chart.yLabel))</text>
      """
    return "<g aria-hidden=\"true\">\((columns + rows).joined())\(xName)\(yName)</g>"
  }

  private static func gridLine(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double)
  ) -> String {
    """
    <line class="grid" x1="\(HTML.coordinate(start.x))" y1="\(HTML.coordinate(start.y))" \
    x2="\(HTML.coordinate(end.x))" y2="\(HTML.coordinate(end.y))"/>
    """
  }

  private static func text(_ text: String, x: Double, y: Double, anchor: String) -> String {
    """
    <text x="\(HTML.coordinate(x))" y="\(HTML.coordinate(y))" text-anchor="\(anchor)">\(text)</text>
    """
  }

  private static func diagonal(_ chart: ReportChart, _ axes: Axes) -> String {
    guard chart.diagonal != nil else { return "" }
    return
      "<line class=\"diagonal\" x1=\"\(plot.left)\" y1=\"\(plot.bottom)\" x2=\"\(plot.right)\" y2=\"\(plot.top)\"/>"
  }

  private static func draw(
    _ series: ReportChart.Series, number: Int, axes: Axes
  ) -> String {
    let finite = thinned(series.points.filter { $0.x.isFinite && $0.y.isFinite })
    let values = finite.map { "\(HTML.compact($0.x)) \(HTML.compact($0.y))" }
    let data =
      "data-name=\"\(Markup.escape(series.name))\" data-values=\"\(values.joined(separator: " "))\""
    if case .bars(let width) = series.style {
      let bars = finite.map { bar($0, width: width, number: number, axes: axes) }
      return
        "<g class=\"series\" \(data) data-width=\"\(HTML.compact(width))\">\(bars.joined())</g>"
    }
    let places = finite.map(axes.place)
    let points = places.map { "\(HTML.coordinate($0.x)),\(HTML.coordinate($0.y))" }
    let marks = series.style == .marks ? places.map { mark($0, number: number) } : []
    return """
      <polyline class="series line s\(number % 6)" \(data) \
      points="\(points.joined(separator: " "))"/>\(marks.joined())
      """
  }

  private static func mark(_ place: (x: Double, y: Double), number: Int) -> String {
    """
    <circle class="mark s\(number % 6)" cx="\(HTML.coordinate(place.x))" \
    cy="\(HTML.coordinate(place.y))" r="3.5"/>
    """
  }

  private static func bar(
    _ point: ReportChart.Point, width: Double, number: Int, axes: Axes
  ) -> String {
    let left = axes.place(.init(x: point.x - width / 2, y: point.y))
    let right = axes.place(.init(x: point.x + width / 2, y: axes.y.lowerBound))
    return """
      <rect class="bar s\(number % 6)" x="\(HTML.coordinate(left.x + 1))" \
      y="\(HTML.coordinate(left.y))" width="\(HTML.coordinate(max(right.x - left.x - 2, 0.5)))" \
      height="\(HTML.coordinate(right.y - left.y))"/>
      """
  }

  private static func legend(_ chart: ReportChart) -> String {
    // The axis says already what one curve alone is.
    if chart.series.count == 1, chart.diagonal == nil, chart.series[0].name == chart.yLabel {
      return ""
    }
    var items = chart.series.enumerated().map {
      "<li><i class=\"key s\($0 % 6)\"></i>\(Markup.escape($1.name))</li>"
    }
    if let diagonal = chart.diagonal {
      items.append("<li><i class=\"key dashed\"></i>\(Markup.escape(diagonal))</li>")
    }
    return "<ul class=\"legend\">\(items.joined())</ul>"
  }

  private static func thinned(_ points: [ReportChart.Point]) -> [ReportChart.Point] {
    guard points.count > pointLimit, let last = points.last else { return points }
    let step = (points.count + pointLimit - 1) / pointLimit
    return stride(from: 0, to: points.count - 1, by: step).map { points[$0] } + [last]
  }
}
