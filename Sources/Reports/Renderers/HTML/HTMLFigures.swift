// SPDX-License-Identifier: Apache-2.0

/// Figures as cards at the top and a table of all.
enum HTMLFigures {
  static func render(_ figures: [ReportFigure]) -> String {
    let cards = figures.filter { $0.isHeadline && $0.value != nil }.map(card)
    let hasIntervals = figures.contains { $0.interval != nil }
    let rows = figures.map { row($0, hasIntervals) }
    let top = cards.isEmpty ? "" : "<div class=\"cards\">\(cards.joined())</div>"
    return """
      \(top)
      <div class="scroll" tabindex="0" role="region" aria-label="All figures">
      <table class="figures">
      <caption class="hidden">All figures</caption>
      <thead><tr><th scope="col">Figure</th><th scope="col" class="number">Value</th>\
      \(hasIntervals ? "<th scope=\"col\">95 % interval</th>" : "")<th scope="col">Meaning</th></tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }

  private static func card(_ figure: ReportFigure) -> String {
    let value = figure.value ?? 0
    let text =
      figure.style == .share
      ? NumberText.percent(value) : NumberText.figure(value, figure.style)
    let range = interval(figure)
    let meter =
      figure.style == .share
      ? "<div class=\"meter\"><i style=\"width:\(HTML.coordinate(value * 100))%\"></i></div>" : ""
    return """
      <div class="card" title="\(Markup.escape(figure.meaning))">\
      <div class="name">\(Markup.escape(figure.name))</div>\
      <div class="value">\(text)</div>\(meter)\
      <div class="interval">\(range)</div></div>
      """
  }

  private static func row(_ figure: ReportFigure, _ hasIntervals: Bool) -> String {
    let value =
      figure.value.map { NumberText.figure($0, figure.style) }
      ?? "<span class=\"undefined\">undefined</span>"
    let meaning = figure.value == nil ? figure.reason ?? figure.meaning : figure.meaning
    return """
      <tr><th scope="row">\(Markup.escape(figure.name))</th><td class="number">\(value)</td>\
      \(hasIntervals ? "<td class=\"interval\">\(interval(figure))</td>" : "")\
      <td class="meaning">\(Markup.escape(meaning))</td></tr>
      """
  }

  private static func interval(_ figure: ReportFigure) -> String {
    guard let interval = figure.interval else { return "" }
    return NumberText.fixed(interval.lowerBound) + " to " + NumberText.fixed(interval.upperBound)
  }
}
