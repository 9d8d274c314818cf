// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import JSON
import Reports
import Testing

@testable import Evaluation

/// What people read about predictions.
@Suite struct EvaluationReportTests {
  private let classes = ClassList(["no", "yes"])

  private func scored(prompts: [String]? = nil) -> ClassificationPredictions {
    ClassificationPredictions(
      classes: classes, labels: [0, 1, 1, 0],
      scores: ScoreMatrix(values: [0.9, 0.1, 0.6, 0.4, 0.2, 0.8, 0.3, 0.7], classCount: 2),
      prompts: prompts)
  }

  /// Rows have the numbers that the file's readers would count, from 1, in every table.
  @Test func rowsAreCountedFromOne() throws {
    var predictions = scored(prompts: ["a", "b", "c", "d"])
    predictions.numbers = [0, 4, 5, 9]
    let report = try ClassificationEvaluation(predictions).report(source: "m on f")
    #expect(report.summary == "m on f: 4 rows, 2 classes")
    let table = try #require(report.table("Predictions"))
    #expect(
      table.columns.map(\.name) == [
        "Row", "Prompt", "True class", "Predicted", "Right", "Confidence", "P(true class)",
      ])
    #expect(
      table.rows[1] == [
        .number(5), .text("b"), .text("yes"), .text("no"), .text("no"), .number(0.6), .number(0.4),
      ])
    // Wrong rows first, the surest of them at the top.
    #expect(table.rows.map { $0[0] } == [.number(10), .number(5), .number(1), .number(6)])
    let confusions = try #require(report.table("Most frequent confusions"))
    #expect(
      confusions.rows == [
        [.text("no"), .text("yes"), .number(1), .text("10")],
        [.text("yes"), .text("no"), .number(1), .text("5")],
      ])
  }

  @Test func manyConfusedRowsAreCutShort() throws {
    let nine = [String](repeating: "a", count: 9)
    let predictions = ClassificationPredictions(
      labels: nine + ["b"], predictions: nine.map { _ in "b" } + ["b"])
    let report = try ClassificationEvaluation(predictions).report(source: "f")
    let confusions = try #require(report.table("Most frequent confusions"))
    #expect(confusions.rows[0][3] == .text("1, 2, 3, 4, 5, 6, 7, 8, ..."))
    #expect(report.table("Predictions")?.columns.count == 4)
    #expect(report.section("Calibration") == nil && report.section("Slices") == nil)
  }

  @Test func oneRowOfOneClass() throws {
    let only = ClassificationPredictions(labels: ["a"], predictions: ["a"])
    let report = try ClassificationEvaluation(only).report(source: "f")
    #expect(report.summary == "f: 1 row, 1 class")
    #expect(report.table("Most frequent confusions") == nil)
    let classes = try #require(report.table("Classes"))
    #expect(classes.rows == [[.text("a"), .number(1), .number(1), .number(1), .number(1)]])
  }

  @Test func aPositiveClassHasCurves() throws {
    var options = EvaluationOptions()
    options.threshold = 0.5
    let evaluation = try ClassificationEvaluation(scored(), options: options)
    let report = evaluation.report(source: "f")
    let area = try #require(evaluation.figure("auroc")?.value)
    #expect(area == 0.75)
    #expect(report.section("Curves")?.explanation == "The positive class is 'yes'.")
    let roc = try #require(report.chart("ROC curve"))
    #expect(roc.series[0].name == "AUROC 0.7500" && roc.diagonal == "Chance")
    #expect(roc.series[0].points.first == .init(x: 0, y: 0))
    #expect(roc.series[0].points.last == .init(x: 1, y: 1))
    // Precision holds until recall grows, so that neighbors differ in one of the two.
    let steps = try #require(report.chart("Precision-recall curve")).series[0].points
    #expect(steps.first?.x == 0 && steps.last?.x == 1)
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.x == $1.x || $0.y == $1.y })
    #expect(report.notes.contains { $0.contains("about 'yes'") && $0.contains("above 0.5") })
  }

  @Test func calibrationIsDrawn() throws {
    let report = try ClassificationEvaluation(scored()).report(source: "f")
    let chart = try #require(report.chart("Calibration"))
    #expect(chart.series[0].points.count == 4 && chart.diagonal == "Perfect")
    let bars = try #require(report.chart("Confidence"))
    #expect(bars.series.map(\.name) == ["All rows", "Wrong"])
    #expect(bars.series[0].points.reduce(0) { $0 + $1.y } == 4)
    #expect(bars.series[1].points.reduce(0) { $0 + $1.y } == 2)
    #expect(bars.series[0].points.count == 15)
    #expect(abs((bars.series[0].points.first?.x ?? 0) - 1.0 / 30) < 1e-12)
  }

  /// The models that a classifier is held against come along with its figures.
  @Test func modelsBesideAreKept() throws {
    var evaluation = ModelEvaluation(
      rows: PromptRows(
        prompts: ["a", "b", "c", "d"], completions: ["no", "yes", "yes", "no"]),
      completions: CompletionFigures(), predictions: scored(), shortenedRows: 0,
      lostPart: "start", tokenCounts: [2, 2, 2, 2])
    evaluation.baselineModel = BaselineModel(name: "base", figures: [])
    evaluation.linearModel = BaselineModel(name: "linear", figures: [])
    let found = try #require(try evaluation.classification(EvaluationOptions()))
    #expect(found.baselineModel?.name == "base")
    #expect(found.linearModel?.name == "linear")
  }

  @Test func slicesAndBaselinesAreTables() throws {
    var predictions = scored()
    predictions.slices = ["en", "de", "en", "de"]
    var evaluation = try ClassificationEvaluation(predictions)
    evaluation.baselineModel = BaselineModel(
      name: "base", figures: [NamedFigure("accuracy", .value(0.25))])
    let report = evaluation.report(source: "f")
    let slices = try #require(report.table("Slices"))
    #expect(
      slices.rows.map { $0.prefix(3) } == [
        [.text("de"), .number(2), .number(0)], [.text("en"), .number(2), .number(1)],
      ])
    let baselines = try #require(report.table("Baselines"))
    #expect(
      baselines.rows.map { $0[0] } == [.text("This one"), .text("base"), .text("Always 'no'")])
    #expect(baselines.rows.map { $0[1] } == [.number(0.5), .number(0.25), .number(0.5)])
    #expect(baselines.rows[1][2] == .none)
  }

  @Test func intervalsSayWhereTheyAreFrom() throws {
    var options = EvaluationOptions()
    options.bootstrap = 20
    let report = try ClassificationEvaluation(scored(), options: options).report(source: "f")
    #expect(report.figure("accuracy")?.interval != nil)
    #expect(report.notes.contains("Intervals are of 95 %, from 20 stratified resamples."))
    let plain = try ClassificationEvaluation(scored()).report(source: "f")
    #expect(
      plain.figure("accuracy")?.interval == nil && plain.notes.count == report.notes.count - 1)
  }

  @Test func aComparisonTellsWhatChanged() throws {
    let first = scored(prompts: ["a", "b", "c", "d"])
    let second = ClassificationPredictions(
      classes: classes, labels: [0, 1, 1, 0],
      scores: ScoreMatrix(values: [0.4, 0.6, 0.1, 0.9, 0.2, 0.8, 0.3, 0.7], classCount: 2),
      prompts: ["a", "b", "c", "d"])
    let comparison = try PairedComparison(first, second, options: EvaluationOptions())
    let report = comparison.report(names: ("one", "two"))
    #expect(report.summary == "A: one, B: two, 4 rows")
    let changed = try #require(report.table("Rows that changed"))
    #expect(
      changed.rows == [
        [.number(1), .text("a"), .text("no"), .text("no"), .text("yes"), .text("now wrong")],
        [.number(2), .text("b"), .text("yes"), .text("no"), .text("yes"), .text("now right")],
      ])
    #expect(report.section("Rows that changed")?.explanation == "2 of 4.")
    #expect(report.notes[0].hasPrefix("1 row only A has right, 1 only B"))
    #expect(
      report.verdict
        == "No clear difference: accuracy 0.500 against 0.500, 0.000. 2 rows of 4 changed.")
    let accuracy = try #require(report.table("Figures")?.rows.first { $0[0] == .text("Accuracy") })
    #expect(accuracy.prefix(4) == [.text("Accuracy"), .number(0.5), .number(0.5), .number(0)])
  }

  /// The value with its interval and rows, how far from doing without, and what is weak.
  @Test func theVerdictSaysWhatTheFiguresComeTo() throws {
    var labels: [String] = []
    var predictions: [String] = []
    for (label, prediction, count) in [
      (" a", " a", 50), (" b", " b", 20), (" b", " c", 5), (" c", " c", 20), (" c", " a", 5),
    ] {
      labels += [String](repeating: label, count: count)
      predictions += [String](repeating: prediction, count: count)
    }
    var evaluation = try ClassificationEvaluation(
      ClassificationPredictions(labels: labels, predictions: predictions))
    #expect(
      evaluation.verdict
        == "Accuracy 0.900 [0.826, 0.945] on 100 rows: 40.0 points above always answering 'a'. "
        + "Weakest: 'c' (F1 0.800), 'b' (F1 0.889), 'a' (F1 0.952). "
        + "Mixed up most: 'b' taken for 'c' in 5 rows.")
    #expect(evaluation.weakestFirst.map(\.name) == [" c", " b", " a"])
    let classes = try #require(evaluation.report(source: "f").table("Classes"))
    #expect(classes.rows.map { $0[0] } == [.text(" c"), .text(" b"), .text(" a")])
    evaluation.baselineModel = BaselineModel(
      name: "base", figures: [NamedFigure("accuracy", .value(0.91))])
    #expect(evaluation.verdict.contains("always answering 'a', 1.0 point below base."))
  }

  @Test func aVerdictOfNothingWrong() throws {
    let right = ClassificationPredictions(labels: ["a", "b"], predictions: ["a", "b"])
    #expect(
      try ClassificationEvaluation(right).verdict
        == "Accuracy 1.000 [0.342, 1.000] on 2 rows: 50.0 points above always answering 'a'. "
        + "Every row is right.")
    let only = ClassificationPredictions(labels: ["a"], predictions: ["a"])
    #expect(
      try ClassificationEvaluation(only).verdict
        == "Accuracy 1.000 [0.207, 1.000] on 1 row: as good as always answering 'a'.")
  }

  /// A smaller loss is better, a smaller accuracy is worse.
  @Test(arguments: [
    ("log_loss", 1.0, 0.5, "better"), ("accuracy", 1.0, 0.5, "worse"),
    ("accuracy", 0.5, 1.0, "better"), ("brier", 0.5, 1.0, "worse"),
  ])
  func aDifferenceIsBetterOrWorse(key: String, first: Double, second: Double, tone: String) {
    let difference = second - first
    let figure = PairedComparison.PairedFigure(
      key: key, first: .value(first), second: .value(second),
      interval: ConfidenceInterval(low: difference - 0.1, high: difference + 0.1), pValue: nil)
    #expect(figure.tone.rawValue == tone)
    let doubtful = PairedComparison.PairedFigure(
      key: key, first: .value(first), second: .value(second),
      interval: ConfidenceInterval(low: -1, high: 1), pValue: nil)
    #expect(doubtful.tone == .unclear)
    for (pValue, isClear) in [(0.049, true), (0.05, false)] {
      let tested = PairedComparison.PairedFigure(
        key: key, first: .value(first), second: .value(second),
        interval: figure.interval, pValue: pValue)
      #expect(tested.isClear == isClear)
    }
  }
}
