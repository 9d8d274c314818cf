// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
package import Reports

extension Assessment {
  /// Sizes that are forecast: all rows, and twice as many.
  var forecastRows: [Int] { [rows.count, 2 * rows.count] }

  /// The assessment for people.
  package func report(model: String) -> Report {
    var report = Report(
      title: "Assessment",
      summary: "\(rows.file) with \(model): \(NumberText.count(rows.count)) rows, "
        + "\(NumberText.count(rows.classes.count)) classes, \(options.folds) folds",
      verdict: verdict,
      sections: [
        forecastSection, doubts.section, curveSection, evaluation.classSection,
        evaluation.confusionSection, evaluation.predictionSection, evaluation.calibrationSection,
      ].compactMap { $0 }, data: json(model: model))
    report.inputs = [rows.file]
    return report
  }

  /// What to expect, what more rows would bring, and how many labels to look at.
  private var verdict: String {
    var sentences = [
      "Expect an accuracy of \(Verdict.value(accuracy.value, accuracy.interval)) on new rows of the "
        + "same kind, "
        + (isLinear
          ? Verdict.distance(
            accuracy.value, from: evaluation.baseline.accuracy,
            name: "always answering \(Verdict.name(evaluation.baseline.name))")
          : Verdict.distance(accuracy.value, from: linearAccuracy.value, name: "a linear model"))
    ]
    if let twice = accuracyCurve?.forecast(rows: 2 * rows.count) {
      sentences.append(
        "With twice as many rows expect \(Verdict.value(twice.value, twice.interval))")
    }
    if isChance {
      sentences.append("What is above always answering one class may be chance")
    } else if !hasLearnedNothing {
      sentences.append(doubts.verdict)
    }
    return sentences.joined(separator: ". ") + "."
  }

  // MARK: Forecast

  private var forecastSection: ReportSection {
    let figures = [
      figure("accuracy", accuracy), figure("macro_f1", macroF1),
      ReportFigure(
        key: "label_noise", name: "Label-noise candidates",
        value: hasLearnedNothing ? nil : Double(doubts.candidates.count), style: .count,
        reason: doubts.silence, meaning: "Rows whose label the other folds find very unlikely.",
        isHeadline: true),
    ]
    let cut = ReportFigure.ofShortened(rows: shortenedRows)
    let linear = [
      figure("accuracy", linearAccuracy, name: "Accuracy of a linear model"),
      figure("macro_f1", linearMacroF1, name: "Macro F1 of a linear model"),
    ]
    let table = ReportTable(
      title: "Folds", columns: [.count("Fold"), .share("Accuracy"), .share("Macro F1")],
      rows: zip(accuracy.folds, macroF1.folds).enumerated().map { fold, values in
        [.number(Double(fold + 1)), .number(values.0), .number(values.1)]
      })
    let numbered =
      rows.areNumbered
      ? [
        ReportBlock.note(
          "Some labels are more than one token, so numbers stand for them in training, as "
            + "assay fix --number-classes writes them.")
      ] : []
    return ReportSection(
      title: "Forecast",
      explanation: "What to expect on new rows of the same kind: every row was judged by a model "
        + "that was trained on the other folds. Intervals are of 95 %, corrected for training sets "
        + "that overlap.",
      blocks: [.figures((isLinear ? [] : linear) + figures + cut)]
        + (rareClassNote.map { [.note($0)] } ?? [])
        + [.table(table)] + numbered)
  }

  /// Why macro F1 is low where a class is so rare that some fold's model never saw it, or no fold tests it.
  private var rareClassNote: String? {
    let rare = evaluation.perClass.filter { $0.support < accuracy.folds.count }
    guard let first = rare.first else { return nil }
    let classes =
      rare.count == 1
      ? "the class \(Verdict.name(first.name)) has fewer rows than there are folds, and is"
      : "\(rare.count) classes have fewer rows than there are folds, and are"
    let share = NumberText.percent(Double(rare.count) / Double(evaluation.perClass.count))
    return "Macro F1 counts each class the same: \(classes) \(share) of it."
  }

  private func figure(_ key: String, _ forecast: Forecast, name: String? = nil) -> ReportFigure {
    let names = FigureNames.of(key)
    return ReportFigure(
      key: name == nil ? key : "linear_\(key)", name: name ?? names.name, value: forecast.value,
      style: names.style,
      interval: forecast.interval.map { $0.low...$0.high }, meaning: names.meaning,
      isHeadline: true)
  }

  // MARK: Learning curve

  private var curveSection: ReportSection? {
    guard let accuracyCurve, let macroF1Curve else { return nil }
    let table = ReportTable(
      title: "Learning curve",
      columns: [
        .count("Training rows"), .count("Tested rows"), .share("Accuracy"), .share("Macro F1"),
      ],
      rows: zip(accuracyCurve.points, macroF1Curve.points).map { accuracy, macroF1 in
        [
          .number(accuracy.rows.rounded()), .number(Double(accuracy.testedRows)),
          .number(accuracy.value), .number(macroF1.value),
        ]
      })
    return ReportSection(
      title: "Learning curve",
      explanation: "Models trained on parts of the data, and the power law through their errors.",
      blocks: [.note(moreDataNote), .chart(chart), .table(table)])
  }

  private var moreDataNote: String {
    guard let accuracyCurve, let now = accuracyCurve.forecast(rows: rows.count),
      let twice = accuracyCurve.forecast(rows: 2 * rows.count)
    else { return "There are too few sizes for a law." }
    func text(_ value: LearningCurve.Forecast) -> String {
      "\(NumberText.fixed(value.value)) (\(NumberText.fixed(value.interval.low)) to "
        + "\(NumberText.fixed(value.interval.high)))"
    }
    return "Trained on all \(NumberText.count(now.rows)) rows, expect an accuracy of \(text(now)); "
      + "on twice as many, \(text(twice))."
  }

  private var chart: ReportChart {
    let drawn = [("Accuracy", accuracyCurve), ("Macro F1", macroF1Curve)]
    let measured = drawn.map { name, curve in
      ReportChart.Series(
        name: name, points: (curve?.points ?? []).map { .init(x: $0.rows, y: $0.value) },
        style: .marks)
    }
    let laws = drawn.compactMap { name, curve in
      curve?.law.map { law in
        ReportChart.Series(name: "\(name), law", points: Self.line(law, to: 2 * rows.count))
      }
    }
    let lowest = drawn.flatMap { $1?.points ?? [] }.map(\.value).min() ?? 0
    return ReportChart(
      title: "Learning curve", description: moreDataNote, xLabel: "Training rows",
      yLabel: "Figure on unseen rows", series: measured + laws,
      xRange: 0...Double(2 * rows.count), yRange: (lowest < 0.5 ? 0 : 0.5)...1)
  }

  /// From where the law gives a figure of 0 to the number of rows.
  private static func line(_ law: PowerLaw, to end: Int) -> [ReportChart.Point] {
    (1...100).map { Double(end) * Double($0) / 100 }
      .map { ReportChart.Point(x: $0, y: 1 - law.error(at: $0)) }
      .filter { $0.y >= 0 }
  }
}
