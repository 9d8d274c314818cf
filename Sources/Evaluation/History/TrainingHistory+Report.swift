// SPDX-License-Identifier: Apache-2.0

package import Reports

extension TrainingHistory {
  /// The run's curves for people; nil when there is nothing to draw.
  package var section: ReportSection? {
    let charts = [lossChart, accuracyChart].compactMap { $0 }
    guard !charts.isEmpty else { return nil }
    return ReportSection(
      title: "Training",
      explanation: "Where validation loss rises while training loss goes on falling, the model has "
        + "begun to learn the examples by heart.",
      blocks: charts.map { .chart($0) })
  }

  private var lossChart: ReportChart? {
    let training = self["training_loss"]
    let validation = self["validation_loss"]
    let smooth = Self.smoothed(training)
    return chart(
      "Loss", yLabel: "Loss, nats per completion token",
      series: [
        series(Self.trainingName(smooth.window), smooth.points),
        series("Validation", validation, style: .marks),
      ], startsAtZero: true)
  }

  private var accuracyChart: ReportChart? {
    let validation = [
      ("validation_sequence_accuracy", "Validation, whole completions"),
      ("validation_token_accuracy", "Validation, tokens"),
      ("classification/accuracy", "Validation, classes"),
    ].map { series($0.1, self[$0.0], style: .marks) }
    let smooth = Self.smoothed(self["training_sequence_accuracy"])
    return chart(
      "Accuracy", yLabel: "Share that is right, 0 to 1",
      series: [series(Self.trainingName(smooth.window), smooth.points)] + validation,
      startsAtZero: false)
  }

  private func chart(
    _ title: String, yLabel: String, series: [ReportChart.Series], startsAtZero: Bool
  ) -> ReportChart? {
    let drawn = series.filter { !$0.points.isEmpty }
    guard !drawn.isEmpty else { return nil }
    let top = drawn.flatMap(\.points).map(\.y).max() ?? 1
    let ends = drawn.compactMap { line in
      line.points.last.map { "\(line.name) ends at \(NumberText.fixed($0.y))" }
    }
    return ReportChart(
      title: title, description: ends.joined(separator: "; ") + ".", xLabel: "Step",
      yLabel: yLabel, series: drawn,
      yRange: startsAtZero ? 0...max(top * 1.04, 1e-6) : 0...1)
  }

  private func series(
    _ name: String, _ points: [Point], style: ReportChart.Style = .line
  ) -> ReportChart.Series {
    ReportChart.Series(
      name: name, points: points.map { .init(x: $0.step, y: $0.value) }, style: style)
  }

  private static func trainingName(_ window: Int) -> String {
    window > 1 ? "Training, mean of \(window) steps" : "Training"
  }

  /// Single steps jump; the mean of a fiftieth of the run around each shows where it goes.
  private static func smoothed(_ points: [Point]) -> (points: [Point], window: Int) {
    let half = points.count / 100
    guard half > 0 else { return (points, 1) }
    var sums = [0.0]
    for point in points { sums.append((sums.last ?? 0) + point.value) }
    let means = points.indices.map { index in
      let low = max(index - half, 0)
      let high = min(index + half + 1, points.count)
      return Point(
        step: points[index].step, value: (sums[high] - sums[low]) / Double(high - low))
    }
    return (means, 2 * half + 1)
  }
}
