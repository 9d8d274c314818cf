// SPDX-License-Identifier: Apache-2.0

/// Differences as dots with their intervals around a line at zero: at a glance, what is better, what is
/// worse and what may be chance.
enum SVGIntervals {
  private static let width = 760.0
  private static let rowHeight = 30.0
  private static let plot = (left: 200.0, right: 620.0, top: 12.0)

  static func render(_ intervals: ReportIntervals) -> String {
    guard !intervals.rows.isEmpty else { return "" }
    let reach = intervals.rows.reduce(1e-4) {
      max($0, abs($1.interval.lowerBound), abs($1.interval.upperBound), abs($1.value))
    }
    let range = (-reach * 1.05)...(reach * 1.05)
    let bottom = plot.top + rowHeight * Double(intervals.rows.count)
    let rows = intervals.rows.enumerated().map { row($1, number: $0, range: range) }
    let title = Markup.escape(intervals.title)
    return """
      <figure class="chart intervals">
      <figcaption>\(title)</figcaption>
      <svg viewBox="0 0 \(Int(width)) \(Int(bottom + 48))" role="img" tabindex="0" \
      aria-label="\(title). \(Markup.escape(description(intervals)))">
      \(axis(intervals, range: range, bottom: bottom))
      \(rows.joined(separator: "\n"))
      </svg>
      <ul class="legend"><li><i class="key better"></i>better</li><li><i class="key worse"></i>worse</li>\
      <li><i class="key unclear"></i>may be chance</li></ul>
      </figure>
      """
  }

  private static func description(_ intervals: ReportIntervals) -> String {
    intervals.rows.map { "\($0.name): \(text($0)), \(word($0.tone))" }.joined(separator: "; ") + "."
  }

  private static func word(_ tone: ReportIntervals.Tone) -> String {
    tone == .unclear ? "may be chance" : tone.rawValue
  }

  private static func text(_ row: ReportIntervals.Row) -> String {
    "\(NumberText.signed(row.value)) (\(NumberText.signed(row.interval.lowerBound)) to "
      + "\(NumberText.signed(row.interval.upperBound)))"
  }

  private static func place(_ value: Double, in range: ClosedRange<Double>) -> Double {
    let across = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return plot.left + across * (plot.right - plot.left)
  }

  private static func axis(
    _ intervals: ReportIntervals, range: ClosedRange<Double>, bottom: Double
  ) -> String {
    let ticks = Ticks(range)
    let lines = ticks.values.map { value in
      let x = HTML.coordinate(place(value, in: range))
      return """
        <line class="grid" x1="\(x)" y1="\(plot.top)" x2="\(x)" y2="\(bottom)"/>\
        <text x="\(x)" y="\(bottom + 17)" text-anchor="middle">\(ticks.text(value))</text>
        """
    }
    let zero = HTML.coordinate(place(0, in: range))
    return """
      <g aria-hidden="true">\(lines.joined())\
      <line class="zero" x1="\(zero)" y1="\(plot.top)" x2="\(zero)" y2="\(bottom)"/>\
      <text class="axis" x="\((plot.left + plot.right) / 2)" y="\(bottom + 38)" \
      text-anchor="middle">\(Markup.escape(intervals.label))</text></g>
      """
  }

  private static func row(
    _ row: ReportIntervals.Row, number: Int, range: ClosedRange<Double>
  ) -> String {
    let y = plot.top + rowHeight * (Double(number) + 0.5)
    let low = HTML.coordinate(place(row.interval.lowerBound, in: range))
    let high = HTML.coordinate(place(row.interval.upperBound, in: range))
    let middle = HTML.coordinate(place(row.value, in: range))
    let name = Markup.escape(row.name)
    let tip = "\(name)\n\(text(row))\n\(word(row.tone))"
    return """
      <g class="interval \(row.tone.rawValue)" aria-hidden="true" data-x="\(middle)" data-y="\(y)" data-tip="\(tip)">\
      <text class="axis" x="\(plot.left - 12)" y="\(y + 4)" text-anchor="end">\(name)</text>\
      <line x1="\(low)" y1="\(y)" x2="\(high)" y2="\(y)"/><circle cx="\(middle)" cy="\(y)" r="5"/>\
      <text x="\(plot.right + 12)" y="\(y + 4)">\(NumberText.signed(row.value))</text></g>
      """
  }
}
