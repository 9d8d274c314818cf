// SPDX-License-Identifier: Apache-2.0

import Platform

/// A confusion matrix: a table with numbers for few classes, a map of colors for many.
enum HTMLMatrix {
  static func render(_ matrix: ReportMatrix) -> String {
    matrix.labels.count <= ReportMatrix.largestTable
      ? table(matrix) : map(matrix.orderedByConfusion)
  }

  private static func table(_ matrix: ReportMatrix) -> String {
    let columns = matrix.labels.map {
      "<th scope=\"col\" class=\"number\">\(HTML.label($0))</th>"
    }
    let rows = matrix.labels.indices.map { tableRow(matrix, $0) }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(Markup.escape(matrix.title))">
      <table class="matrix" \(drill(matrix))>
      <caption class="hidden">\(Markup.escape(matrix.title))</caption>
      <thead>
      <tr><td class="corner"></td><th scope="colgroup" class="axis" colspan="\(columns.count)">Predicted class</th></tr>
      <tr><th scope="col" class="axis">True class</th>\(columns.joined())</tr>
      </thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody>
      </table>
      </div>
      \(key(worst: 1))
      """
  }

  /// What the colors mean.
  private static func key(worst: Double) -> String {
    let most = NumberText.percent(worst)
    return """
      <p class="scale"><span class="ramp right"></span> right, 0 to 100 % of the true class \
      <span class="ramp wrong"></span> wrong, 0 to \(most == "100.0 %" ? "100 %" : most)</p>
      """
  }

  private static func tableRow(_ matrix: ReportMatrix, _ row: Int) -> String {
    let total = max(matrix.counts[row].reduce(0, +), 1)
    let cells = matrix.counts[row].enumerated().map { column, count in
      let share = Double(count) / Double(total)
      let kind = row == column ? "right" : "wrong"
      return """
        <td class="number \(kind)\(share > 0.6 ? " strong" : "")" \
        style="--a:\(NumberText.fixed(shade(share), digits: 3))">\
        <button type="button" \(data(matrix, row, column: column, count: count, total: total))>\
        \(NumberText.count(count))</button></td>
        """
    }
    return "<tr><th scope=\"row\">\(HTML.label(matrix.labels[row]))</th>\(cells.joined())</tr>"
  }

  /// Only cells with rows are drawn: most of a large matrix is empty.
  private static func map(_ matrix: ReportMatrix) -> String {
    let cell = min(max(880 / Double(matrix.labels.count), 11.5), 26)
    let longest = matrix.labels.map { TerminalWidth.of($0) }.max() ?? 0
    // Room for the names of the axes, and for the longest name of a class.
    let margin = Double(min(longest, 34)) * 5.3 + 30
    let side = Double(matrix.labels.count) * cell
    let size = HTML.coordinate(margin + side + 6)
    let middle = HTML.coordinate(margin + side / 2)
    return """
      <div class="zoom" role="group" aria-label="Size of the matrix">
      <button type="button" data-zoom="0.8" aria-label="Smaller">−</button>
      <button type="button" data-zoom="1.25" aria-label="Larger">+</button>
      <button type="button" data-zoom="0">Fit</button>
      <span>Classes that are mixed up stand side by side, the worst first. Point at a cell, or go there \
      by the arrow keys, for its classes; click it, or press Enter, to see its rows.</span>
      </div>
      <div class="scroll map" tabindex="0" role="region" aria-label="\(Markup.escape(matrix.title))">
      <svg class="map" viewBox="0 0 \(size) \(size)" width="\(size)" data-cell="\(cell)" \
      data-margin="\(margin)" role="img" aria-label="\(summary(matrix))" \(drill(matrix))>
      <rect class="field" x="\(margin)" y="\(margin)" width="\(side)" height="\(side)"/>
      <rect class="cross row" x="0" width="\(margin + side)" height="\(cell)" visibility="hidden"/>
      <rect class="cross column" y="0" height="\(margin + side)" width="\(cell)" visibility="hidden"/>
      <g aria-hidden="true"><text class="axis" x="\(middle)" y="13" text-anchor="middle">Predicted class</text>\
      <text class="axis" transform="translate(13 \(middle)) rotate(-90)" text-anchor="middle">True class</text></g>
      \(mapLabels(matrix, margin, cell: cell))
      \(mapCells(matrix, margin, cell: cell))
      </svg>
      </div>
      \(key(worst: largestWrongShare(matrix)))
      """
  }

  private static func summary(_ matrix: ReportMatrix) -> String {
    let right = matrix.labels.indices.reduce(0) { $0 + matrix.counts[$1][$1] }
    let all = matrix.counts.reduce(0) { $0 + $1.reduce(0, +) }
    return "\(Markup.escape(matrix.title)) of \(matrix.labels.count) classes: "
      + "\(NumberText.count(right)) of \(NumberText.count(all)) rows are on the diagonal. "
      + "The most frequent confusions are in the table below."
  }

  private static func mapLabels(
    _ matrix: ReportMatrix, _ margin: Double, cell: Double
  ) -> String {
    let texts = matrix.labels.enumerated().map { index, label in
      let text = Markup.escape(TerminalWidth.cut(VisibleText.escaped(label), to: 34))
      let place = HTML.coordinate(margin + (Double(index) + 0.72) * cell)
      return "<text x=\"\(margin - 6)\" y=\"\(place)\" text-anchor=\"end\">\(text)</text>"
        + "<text transform=\"translate(\(place) \(margin - 6)) rotate(-90)\">\(text)</text>"
    }
    return "<g aria-hidden=\"true\">\(texts.joined())</g>"
  }

  private static func mapCells(
    _ matrix: ReportMatrix, _ margin: Double, cell: Double
  ) -> String {
    let worst = largestWrongShare(matrix)
    var parts: [String] = []
    for (row, counts) in matrix.counts.enumerated() {
      let total = max(counts.reduce(0, +), 1)
      for (column, count) in counts.enumerated() where count > 0 {
        let share = Double(count) / Double(total) / (row == column ? 1 : worst)
        let alpha = NumberText.fixed(shade(share), digits: 3)
        let x = HTML.coordinate(margin + Double(column) * cell + 0.5)
        let y = HTML.coordinate(margin + Double(row) * cell + 0.5)
        parts.append(
          """
          <rect class="\(row == column ? "right" : "wrong")" x="\(x)" y="\(y)" \
          width="\(cell - 1)" height="\(cell - 1)" fill-opacity="\(alpha)" \
          \(data(matrix, row, column: column, count: count, total: total))/>
          """)
      }
    }
    return parts.joined(separator: "\n")
  }

  /// The colors of confusions reach up to the worst of them, or they would all be pale.
  private static func largestWrongShare(_ matrix: ReportMatrix) -> Double {
    matrix.counts.enumerated().reduce(0.01) { worst, row in
      let total = Double(max(row.element.reduce(0, +), 1))
      let wrong = row.element.enumerated().filter { $0.offset != row.offset }.map(\.element)
      return max(worst, Double(wrong.max() ?? 0) / total)
    }
  }

  /// Pale, but never invisible, for a single row.
  private static func shade(_ share: Double) -> Double {
    share == 0 ? 0 : 0.2 + 0.8 * min(share, 1)
  }

  private static func data(
    _ matrix: ReportMatrix, _ row: Int, column: Int, count: Int, total: Int
  ) -> String {
    let share = NumberText.percent(Double(count) / Double(total))
    return
      "data-r=\"\(row)\" data-c=\"\(column)\" data-n=\"\(NumberText.count(count))\" data-s=\"\(share)\""
  }

  /// The names that the script shows and filters by, once for the whole matrix.
  private static func drill(_ matrix: ReportMatrix) -> String {
    let names = matrix.labels.map { Markup.escape($0) }.joined(separator: "\n")
    let columns = matrix.recordColumns.map { Markup.escape($0) }.joined(separator: "\n")
    return "data-labels=\"\(names)\" data-columns=\"\(columns)\""
  }
}
