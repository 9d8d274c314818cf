// SPDX-License-Identifier: Apache-2.0

import Platform
import Reports
import Training

/// The course of a training as a table of steady columns that fits a terminal of 80.
struct TrainingTable {
  private static let widths = [6, 8, 12, 12, 12, 14, 10]
  private let hasValidation: Bool
  /// An epoch whose validation figures may still come.
  private var open: (epoch: Int, step: Int, loss: Double)?

  init(hasValidation: Bool) { self.hasValidation = hasValidation }

  var head: String {
    Self.line(
      hasValidation
        ? ["epoch", "step", "train loss", "valid loss", "rows right", "tokens right", "tokens/s"]
        : ["epoch", "step", "train loss", "tokens/s"], hasValidation)
  }

  /// An epoch has ended.
  /// - Returns: the rows that are complete now.
  mutating func end(
    epoch: Int, step: Int, loss: Double, speed: Double
  ) -> [String] {
    let earlier = flush(speed: speed)
    open = (epoch, step, loss)
    // Without a validation file nothing more comes.
    return hasValidation ? earlier : earlier + flush(speed: speed)
  }

  /// The validation file was looked at.
  /// - Returns: the rows that are complete now.
  mutating func evaluate(
    _ figures: EvaluationFigures, step: Int, speed: Double, isBest: Bool
  ) -> [String] {
    let isOfEpoch = open?.step == step
    let earlier = isOfEpoch ? [] : flush(speed: speed)
    let cells = [
      isOfEpoch ? "\(open?.epoch ?? 0)" : "", NumberText.count(step),
      isOfEpoch ? Self.text(open?.loss) : "", Self.text(figures.loss),
      Self.text(figures.sequenceAccuracy), Self.text(figures.tokenAccuracy), Self.speed(speed),
    ]
    open = nil
    return earlier + [Self.line(cells, true) + (isBest ? "  best" : "")]
  }

  /// The row of an epoch for which no validation figures came.
  mutating func flush(speed: Double) -> [String] {
    guard let row = open else { return [] }
    open = nil
    let start = ["\(row.epoch)", NumberText.count(row.step), Self.text(row.loss)]
    let middle = hasValidation ? ["", "", ""] : []
    return [Self.line(start + middle + [Self.speed(speed)], hasValidation)]
  }

  private static func line(_ cells: [String], _ hasValidation: Bool) -> String {
    let room = hasValidation ? widths : [widths[0], widths[1], widths[2], widths[6]]
    return zip(cells, room).map { cell, width in
      String(repeating: " ", count: max(1, width - cell.count)) + cell
    }.joined()
  }

  private static func text(_ value: Double?) -> String {
    value.map { NumberText.fixed($0) } ?? "-"
  }

  private static func speed(_ value: Double) -> String { NumberText.count(Int(value)) }
}
