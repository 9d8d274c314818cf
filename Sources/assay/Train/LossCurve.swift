// SPDX-License-Identifier: Apache-2.0

import Platform
import Reports

/// The losses of a session, kept for a small plot at its end.
struct LossCurve {
  private var training: [ReportChart.Point] = []
  private var validation: [ReportChart.Point] = []
  /// Single steps jump; the line shows their running mean.
  private var mean: Double?
  private static let mostPoints = 4096

  mutating func add(_ loss: Double, step: Int) {
    mean = (mean ?? loss) * 0.9 + loss * 0.1
    guard let mean else { return }
    training.append(.init(x: Double(step), y: mean))
    // Every other point is enough for a few characters.
    if training.count > Self.mostPoints {
      training = training.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    }
  }

  mutating func addValidation(_ loss: Double?, step: Int) {
    if let loss { validation.append(.init(x: Double(step), y: loss)) }
  }

  /// The plot with its legend; empty where there is nothing to see.
  var lines: [String] {
    let plot = TextPlot(line: training, marks: validation, width: 60, height: 8)
    let lines = plot.lines
    guard !lines.isEmpty, let last = training.last?.x else { return [] }
    let marks = validation.isEmpty ? "" : ", ● validation"
    return ["loss: ⠒ training (running mean)\(marks); up to step \(NumberText.count(Int(last)))"]
      + lines
  }
}
