// SPDX-License-Identifier: Apache-2.0

import AssayCore
import EvaluationMetrics
import Platform
package import Reports

extension ClassificationEvaluation {
  /// The evaluation for people.
  /// - Parameter source: what was evaluated, such as a model and a file.
  package func report(source: String) -> Report {
    let rows = NumberText.count(predictions.count)
    let classes = NumberText.count(perClass.count)
    return Report(
      title: "Evaluation",
      summary: "\(source): \(rows) \(predictions.count == 1 ? "row" : "rows"), "
        + "\(classes) \(perClass.count == 1 ? "class" : "classes")",
      verdict: verdict,
      sections: [
        figureSection, classSection, confusionSection, sliceSection, predictionSection,
        curveSection, calibrationSection,
      ].compactMap { $0 },
      data: json)
  }

  private var figureSection: ReportSection {
    let shown = figures.map { item in
      item.reported(interval: intervals[item.key].map { $0.low...$0.high })
    }
    let intervalNote =
      intervals.isEmpty
      ? []
      : ["Intervals are of 95 %, from \(NumberText.count(options.bootstrap)) stratified resamples."]
    let positiveNote =
      positiveClass.map {
        "Precision, recall and F are about \(Verdict.name($0)), called when its probability is above "
          + "\(options.threshold)."
      }
    let notes =
      ([otherModels.isEmpty ? baselineNote : nil, positiveNote].compactMap { $0 } + intervalNote)
    return ReportSection(
      title: "Figures",
      blocks: [.figures(shown)] + notes.map { .note($0) }
        + (baselineTable.map { [.table($0)] } ?? []))
  }

  /// The classifier beside a linear model, the untuned one and the majority class.
  private var baselineTable: ReportTable? {
    guard !otherModels.isEmpty else { return nil }
    let keys = ["accuracy", "macro_f1", "weighted_f1"]
    func cells(_ value: (String) -> Double?) -> [ReportTable.Cell] {
      keys.map { key in value(key).map { .number($0) } ?? .none }
    }
    let majority = [baseline.accuracy, baseline.macroF1, baseline.weightedF1]
    return ReportTable(
      title: "Baselines",
      columns: [.text("Classifier")] + keys.map { .share(FigureNames.of($0).name) },
      rows: [[.text("This one")] + cells { figure($0)?.value }]
        + otherModels.map { model in [.text(model.name)] + cells { model.value($0) } }
        + [[.text("Always \(Verdict.name(baseline.name))")] + majority.map { .number($0) }])
  }

  private var baselineNote: String {
    "Always answering \(Verdict.name(baseline.name)) would reach an accuracy of "
      + "\(NumberText.fixed(baseline.accuracy)) and a macro F1 of "
      + "\(NumberText.fixed(baseline.macroF1))."
  }

  private var curveSection: ReportSection? {
    guard let roc, let precisionRecall, let positiveClass else { return nil }
    let area = figure("auroc")?.value.map { NumberText.fixed($0) } ?? "undefined"
    let precision = figure("auprc")?.value.map { NumberText.fixed($0) } ?? "undefined"
    var blocks: [ReportBlock] = [
      .chart(rocChart(roc, area: area)),
      .chart(precisionRecallChart(precisionRecall, average: precision)),
    ]
    if let best = precisionRecall.bestF1 {
      blocks.append(
        .note(
          "F1 is best, \(NumberText.fixed(best.f1)), at a threshold of "
            + "\(NumberText.fixed(best.threshold)) on these very rows."))
    }
    if let sweep { blocks.append(.table(table(sweep))) }
    return ReportSection(
      title: "Curves", explanation: "The positive class is \(Verdict.name(positiveClass)).",
      blocks: blocks,
      isFolded: true)
  }

  private func table(_ sweep: ThresholdSweep) -> ReportTable {
    ReportTable(
      title: "Thresholds",
      columns: [
        .number("Threshold"), .share("Precision"), .share("Recall"), .share("F1"),
        .share("Accuracy"), .count("Taken"),
      ],
      rows: sweep.rows.map {
        [
          .number($0.threshold), .number($0.figures.precision), .number($0.figures.recall),
          .number($0.figures.f), .number($0.accuracy), .number(Double($0.taken)),
        ]
      })
  }

  private func rocChart(_ curve: ROCCurve, area: String) -> ReportChart {
    ReportChart(
      title: "ROC curve",
      description: "True against false positive rate at every threshold; the area is \(area).",
      xLabel: "False positive rate", yLabel: "True positive rate",
      series: [
        .init(
          name: "AUROC \(area)",
          points: curve.points.map { .init(x: $0.falsePositiveRate, y: $0.truePositiveRate) })
      ], xRange: 0...1, yRange: 0...1, diagonal: "Chance")
  }

  private func precisionRecallChart(
    _ curve: PrecisionRecallCurve, average: String
  ) -> ReportChart {
    var points: [ReportChart.Point] = []
    // Steps: between two thresholds precision holds until recall grows.
    for point in curve.points {
      if let last = points.last, last.x != point.recall {
        points.append(.init(x: last.x, y: point.precision))
      }
      points.append(.init(x: point.recall, y: point.precision))
    }
    if let first = points.first { points.insert(.init(x: 0, y: first.y), at: 0) }
    return ReportChart(
      title: "Precision-recall curve",
      description: "Precision against recall at every threshold; average precision is \(average).",
      xLabel: "Recall", yLabel: "Precision",
      series: [.init(name: "AUPRC \(average)", points: points)], xRange: 0...1, yRange: 0...1)
  }

  var calibrationSection: ReportSection? {
    guard let reliability else { return nil }
    let points = reliability.bins.compactMap { bin in
      bin.confidence.flatMap { x in bin.accuracy.map { ReportChart.Point(x: x, y: $0) } }
    }
    let error = figure("ece_15")?.value.map { NumberText.fixed($0) } ?? "undefined"
    let chart = ReportChart(
      title: "Calibration",
      description: "Accuracy against confidence in 15 bins; the calibration error is \(error).",
      xLabel: "Confidence", yLabel: "Accuracy",
      series: [.init(name: "Error \(error)", points: points, style: .marks)], xRange: 0...1,
      yRange: 0...1, diagonal: "Perfect")
    let advice = temperature?.value.map {
      ReportBlock.note(
        "A temperature of \(NumberText.fixed($0, digits: 2)) would fit these rows best; "
          + "above 1 the model is too sure, below 1 not sure enough.")
    }
    let applied = calibration.map {
      ReportBlock.note(
        "The probabilities are at a temperature of \(NumberText.fixed($0.temperature)), fitted on "
          + "\($0.file).")
    }
    return ReportSection(
      title: "Calibration",
      explanation: "A calibrated classifier is right in 80 % of the rows it is 80 % sure of.",
      blocks: [.chart(chart), .chart(confidenceChart(reliability))]
        + [applied, advice].compactMap { $0 }, isFolded: true)
  }

  private func confidenceChart(_ reliability: ReliabilityBins) -> ReportChart {
    func points(_ count: (ReliabilityBins.Bin) -> Double) -> [ReportChart.Point] {
      reliability.bins.map {
        .init(x: ($0.range.lowerBound + $0.range.upperBound) / 2, y: count($0))
      }
    }
    let width = 1 / Double(reliability.bins.count)
    let most = reliability.bins.map(\.weight).max() ?? 1
    return ReportChart(
      title: "Confidence",
      description: "Rows, and wrong rows among them, by the probability of the predicted class.",
      xLabel: "Confidence", yLabel: "Rows",
      series: [
        .init(name: "All rows", points: points(\.weight), style: .bars(width: width)),
        .init(
          name: "Wrong", points: points { $0.weight * (1 - ($0.accuracy ?? 1)) },
          style: .bars(width: width)),
      ], xRange: 0...1, yRange: 0...max(most, 1))
  }

  private var sliceSection: ReportSection? {
    guard !slices.isEmpty else { return nil }
    let table = ReportTable(
      title: "Slices",
      columns: [
        .text("Slice"), .count("Rows"), .share("Accuracy"), .share("Macro F1"),
        .share("Weighted F1"),
      ],
      rows: slices.map {
        [
          .text($0.name), .number(Double($0.count)), .number($0.accuracy), .number($0.macroF1),
          .number($0.weightedF1),
        ]
      })
    return ReportSection(title: "Slices", blocks: [.table(table)])
  }

  var classSection: ReportSection {
    ReportSection(
      title: "Classes", explanation: "The weakest first, by F1.",
      blocks: [
        .table(
          ReportTable(
            title: "Classes",
            columns: [
              .text("Class"), .count("Support"), .share("Precision"), .share("Recall"),
              .share("F1"),
            ],
            rows: weakestFirst.map {
              [
                .text($0.name), .number(Double($0.support)), .number($0.figures.precision),
                .number($0.figures.recall), .number($0.figures.f),
              ]
            }))
      ])
  }

  var confusionSection: ReportSection {
    let order = NaturalOrder.sorted(perClass.map(\.name))
    let matrix = ReportMatrix(
      title: "Confusion matrix", labels: order.map { perClass[$0].name },
      counts: order.map { row in order.map { confusionMatrix.rows[row][$0] } },
      recordColumns: ["True class", "Predicted"])
    let table = ReportTable(
      title: "Most frequent confusions",
      columns: [.text("True class"), .text("Predicted"), .count("Rows"), .text("Row numbers")],
      rows: confusions.map { confusion in
        [
          .text(predictions.classes[confusion.label]),
          .text(predictions.classes[confusion.prediction]),
          .number(Double(confusion.rows.count)),
          .text(
            Plural.listed(confusion.rows, most: 8) { String(predictions.number(of: $0) + 1) }),
        ]
      })
    return ReportSection(
      title: "Confusions",
      explanation: "A row for each true class, a column for each predicted class.",
      blocks: (confusions.isEmpty ? [] : [.table(table)]) + [.matrix(matrix)])
  }

  var predictionSection: ReportSection {
    let prompts = predictions.prompts
    let scores = predictions.scores
    let columns: [ReportTable.Column] =
      [.count("Row")] + (prompts == nil ? [] : [.text("Prompt")])
      + [.text("True class"), .text("Predicted"), .text("Right")]
      + (predictions.tokens == nil ? [] : [.tokens("Completion")])
      + (scores == nil ? [] : [.share("Confidence"), .share("P(true class)")])
    let rows = mostWrongFirst.map { row -> [ReportTable.Cell] in
      let label = predictions.labels[row]
      let guess = predictions.predictions[row]
      let start: [ReportTable.Cell] =
        [.number(Double(predictions.number(of: row) + 1))]
        + (prompts.map { [.text($0[row])] } ?? [])
      let names: [ReportTable.Cell] =
        [
          .text(predictions.classes[label]), .text(predictions.classes[guess]),
          .text(label == guess ? "yes" : "no"),
        ] + (predictions.tokens.map { [.tokens($0[row])] } ?? [])
      let numbers: [ReportTable.Cell] =
        scores.map { [.number($0[row, guess]), .number($0[row, label])] } ?? []
      return start + names + numbers
    }
    return ReportSection(
      title: "Predictions",
      explanation: "Wrong rows first"
        + (scores == nil ? "." : ", and among them those that the model was surest of."),
      blocks: [
        .table(ReportTable(title: "Predictions", columns: columns, rows: rows, isRecords: true))
      ])
  }

  /// The rows in the order in which to look at them: what is wrong although the model was sure of it is
  /// either its worst fault or one of the labels.
  private var mostWrongFirst: [Int] {
    let scores = predictions.scores
    let wrong = predictions.labels.indices
      .filter { predictions.labels[$0] != predictions.predictions[$0] }
      .map { ($0, scores?[$0, predictions.predictions[$0]] ?? 0) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
    return wrong
      + predictions.labels.indices.filter {
        predictions.labels[$0] == predictions.predictions[$0]
      }
  }
}
