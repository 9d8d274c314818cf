// SPDX-License-Identifier: Apache-2.0

package import EvaluationMetrics
import JSON
import Reports

/// A figure under the key that `assay eval --format json` prints.
package struct NamedFigure: Sendable, Equatable {
  package let key: String
  package let figure: Figure

  package init(_ key: String, _ figure: Figure) {
    self.key = key
    self.figure = figure
  }
}

extension NamedFigure {
  /// The figure as a report shows it.
  /// - Parameter isHeadline: whether it stands among the first; nil leaves it to the figure's kind.
  func reported(
    interval: ClosedRange<Double>? = nil, isHeadline: Bool? = nil
  ) -> ReportFigure {
    let names = FigureNames.of(key)
    return ReportFigure(
      key: key, name: names.name, value: figure.value, style: names.style, interval: interval,
      reason: figure.reason, meaning: names.meaning, isHeadline: isHeadline ?? names.isHeadline)
  }
}

extension ReportFigure {
  /// How many rows were too long for the model and lost a part; none when all were whole.
  static func ofShortened(rows: Int) -> [ReportFigure] {
    guard rows > 0 else { return [] }
    return [
      ReportFigure(
        key: "shortened_rows", name: "Shortened rows", value: Double(rows), style: .count,
        meaning: "Rows of which the model saw only a part.")
    ]
  }
}

extension JSONObject {
  /// Adds each figure under its key.
  mutating func append(_ figures: [NamedFigure]) {
    for item in figures { append(item.key, JSONValue(item.figure.value)) }
  }

  /// Adds `notes`: why figures have no value.
  mutating func appendNotes(of figures: [NamedFigure]) {
    var notes = JSONObject()
    for item in figures {
      if let reason = item.figure.reason { notes.append(item.key, .string(reason)) }
    }
    append("notes", .object(notes))
  }
}
