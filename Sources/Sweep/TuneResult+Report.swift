// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import JSON
import Platform
package import Reports
import Training

extension TuneResult {
  package var json: JSONValue {
    [
      "method": .string(method), "best_by": .string(criterion.rawValue), "best": best.json,
      "trials": .array(trials.map(\.json)),
    ]
  }

  /// The trials as a table, the better first, and as a chart.
  package var report: Report {
    Report(
      title: "Search",
      summary:
        "\(Plural.counted(trials.count, "trial")) by \(method); the best is trial \(best.number), in \(best.folder)",
      verdict: verdict,
      sections: [
        ReportSection(
          title: "Trials",
          explanation:
            "Figures are of the validation file; a share below 1 is a part of the steps.",
          blocks: [.table(table)] + (chart.map { [.chart($0)] } ?? []))
      ], data: json)
  }

  /// The settings to take, with what they reached.
  private var verdict: String {
    let values = names.compactMap { name in
      best.values[name].map { "\(name) \($0.string ?? $0.text())" }
    }
    guard let figure = figure(of: best), !values.isEmpty else { return "" }
    let name = criterion == .validationLoss ? "validation loss" : "validation sequence accuracy"
    return "Best with \(values.joined(separator: ", ")): \(name) \(NumberText.fixed(figure))."
  }

  /// The names of what was varied.
  private var names: [String] { Set(trials.flatMap(\.values.keys)).sorted() }

  private var table: ReportTable {
    let names = names
    let comparesModels = Set(trials.map(\.model)).count > 1
    let ordered = trials.sorted {
      ($0.share, -$0.cost(criterion), -$0.number) > ($1.share, -$1.cost(criterion), -$1.number)
    }
    return ReportTable(
      title: "Trials",
      columns: [.count("Trial")] + (comparesModels ? [.text("Model")] : [])
        + names.map { .text($0) } + [
          .number("Share"), .number("Loss"), .share("Sequence accuracy"), .number("Seconds"),
        ],
      rows: ordered.map { trial in
        [.number(Double(trial.number))] + (comparesModels ? [.text(trial.model)] : [])
          + names.map { .text(trial.values[$0].map { $0.string ?? $0.text() } ?? "") }
          + [
            .number(trial.share), trial.loss.map { .number($0) } ?? .none,
            trial.accuracy.map { .number($0) } ?? .none, .number(trial.seconds),
          ]
      })
  }

  /// The figure of whole runs by the learning rate where that was varied, else by the trial.
  private var chart: ReportChart? {
    let byRate = names.contains("learning_rate")
    let points = trials.filter { $0.share == 1 }.compactMap { trial -> ReportChart.Point? in
      guard let figure = figure(of: trial) else { return nil }
      let rate = trial.values["learning_rate"]?.double
      return ReportChart.Point(
        x: byRate ? log(rate ?? 1) / log(10) : Double(trial.number), y: figure)
    }.sorted { $0.x < $1.x }
    guard points.count > 1, let bestFigure = figure(of: best) else { return nil }
    let name = criterion == .validationLoss ? "Validation loss" : "Validation sequence accuracy"
    return ReportChart(
      title: "\(name) by \(byRate ? "learning rate" : "trial")",
      description: "\(points.count) runs; the best has \(NumberText.fixed(bestFigure)).",
      xLabel: byRate ? "log10 of the learning rate" : "Trial", yLabel: name,
      series: [.init(name: name, points: points, style: .marks)])
  }

  private func figure(of trial: TuneTrial) -> Double? {
    criterion == .validationLoss ? trial.loss : trial.accuracy
  }
}
