// SPDX-License-Identifier: Apache-2.0

/// Figures: cards for the few that matter, a folded table for the others. Each stands once.
enum HTMLFigures {
  static func render(_ figures: [ReportFigure]) -> String {
    let isCard = { (figure: ReportFigure) in figure.isHeadline && figure.value != nil }
    let cards = figures.filter(isCard)
    let others = figures.filter { !isCard($0) }
    if cards.isEmpty { return others.isEmpty ? "" : table(others, title: "All figures") }
    let top = "<div class=\"cards\">\(cards.map(card).joined())</div>"
    if others.isEmpty { return top }
    return """
      \(top)
      <details>
      <summary>\(others.count == 1 ? "One more figure" : "\(others.count) more figures")</summary>
      \(table(others, title: "More figures"))
      </details>
      """
  }

  private static func table(_ figures: [ReportFigure], title: String) -> String {
    let hasIntervals = figures.contains { $0.interval != nil }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(title)">
      <table class="figures">
      <caption class="hidden">\(title)</caption>
      <thead><tr><th scope="col">Figure</th><th scope="col" class="number">Value</th>\
      \(hasIntervals ? "<th scope=\"col\">95 % interval</th>" : "")<th scope="col">Meaning</th></tr></thead>
      <tbody>
      \(figures.map { row($0, hasIntervals) }.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }

  private static func card(_ figure: ReportFigure) -> String {
    let value = figure.value ?? 0
    let text =
      figure.style == .share
      ? NumberText.fixed(value, digits: 3) : NumberText.figure(value, figure.style)
    let meaning =
      figure.meaning.isEmpty ? "" : "<div class=\"meaning\">\(Markup.escape(figure.meaning))</div>"
    let range =
      figure.interval.map { _ in "<div class=\"interval\">\(interval(figure))</div>" } ?? ""
    return """
      <div class="card">\
      <div class="name">\(Markup.escape(figure.name))</div>\
      <div class="value">\(text)</div>\
      \(figure.style == .share ? meter(figure, value) : "")\(range)\(meaning)</div>
      """
  }

  /// A bar up to the value, with the interval on top of it.
  private static func meter(_ figure: ReportFigure, _ value: Double) -> String {
    let range = figure.interval.map {
      let (low, high) = (max($0.lowerBound, 0), min($0.upperBound, 1))
      return
        "<b style=\"left:\(HTML.coordinate(low * 100))%;width:\(HTML.coordinate((high - low) * 100))%\"></b>"
    }
    let width = HTML.coordinate(min(max(value, 0), 1) * 100)
    return "<div class=\"meter\"><i style=\"width:\(width)%\"></i>\(range ?? "")</div>"
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
