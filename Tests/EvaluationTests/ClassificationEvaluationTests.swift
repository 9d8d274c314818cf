// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import EvaluationMetrics
import JSON
import Reports
import Testing

@Suite struct ClassificationEvaluationTests {
  /// Resamples take time, so nobody gets them unasked.
  @Test func intervalsAreMadeOnRequest() {
    #expect(EvaluationOptions().bootstrap == 0)
  }

  private let binary = ClassificationPredictions(
    labels: ["no", "no", "yes", "yes", "yes"], predictions: ["no", "yes", "yes", "yes", "no"])

  @Test func keysAreTheContract() throws {
    let json = try ClassificationEvaluation(binary).json
    let keys = try #require(json.object).members.map(\.key)
    for key in [
      "n", "classes", "accuracy", "balanced_accuracy", "macro_f1", "micro_f1", "weighted_f1",
      "matthews_corrcoef", "cohen_kappa", "log_loss", "ece_15", "confusion_matrix", "per_class",
      "positive_class", "precision", "recall", "f0.5", "f1", "f2", "auroc", "auprc", "specificity",
      "notes",
    ] { #expect(keys.contains(key), "\(key) is missing") }
    #expect(json["log_loss"] == .null)
    #expect(json["notes"]?["log_loss"] == "the predictions have no scores")
    #expect(json["positive_class"] == "yes")
    #expect(json["confusion_matrix"]?["counts"] == [[1, 1], [1, 2]])
  }

  /// Every table of the report counts rows from 1, as the file's readers do.
  @Test func confusedRowsAreCountedFromOne() throws {
    let report = try ClassificationEvaluation(binary).report(source: "f")
    let text = TextReport(colored: false).render(report)
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").map { String($0) } }
    #expect(lines.contains(["no", "yes", "1", "2"]))
    #expect(lines.contains(["yes", "no", "1", "5"]))
  }

  /// Eight rows of a confusion are named.
  @Test(arguments: [(8, "1, 2, 3, 4, 5, 6, 7, 8"), (9, "1, 2, 3, 4, 5, 6, 7, 8, ...")])
  func theFirstRowsOfAConfusionAreNamed(_ confused: Int, _ named: String) throws {
    let labels = Array(repeating: "no", count: confused) + ["yes"]
    let report = try ClassificationEvaluation(
      ClassificationPredictions(labels: labels, predictions: labels.map { _ in "yes" })
    ).report(source: "f")
    let tables = report.sections.flatMap(\.blocks).compactMap { block -> ReportTable? in
      if case .table(let table) = block { table } else { nil }
    }
    let table = try #require(tables.first { $0.title == "Most frequent confusions" })
    #expect(
      table.rows == [[.text("no"), .text("yes"), .number(Double(confused)), .text(named)]])
  }

  /// More than a page holds is not listed.
  @Test(arguments: [(19, 19), (20, 20), (21, 20)])
  func theMostFrequentConfusionsAreListed(_ confused: Int, _ listed: Int) throws {
    let labels = (0..<confused).map { "label \($0)" }
    let evaluation = try ClassificationEvaluation(
      ClassificationPredictions(labels: labels, predictions: labels.map { _ in "other" }))
    #expect(evaluation.confusions.count == listed)
    #expect(evaluation.json["top_confusions"]?.array?.count == listed)
  }

  @Test func namesThatOnlyLookAlikeAreTwoClasses() throws {
    let composed = "\u{E9}"
    let split = "e\u{301}"
    let evaluation = try ClassificationEvaluation(
      ClassificationPredictions(labels: [composed, split], predictions: [composed, composed]))
    #expect(evaluation.perClass.count == 2)
    #expect(evaluation.perClass[0].name.utf8.elementsEqual(split.utf8))
    #expect(evaluation.figure("accuracy") == .value(0.5))
  }

  @Test func classesAreSortedByCodePoint() {
    #expect(ClassList(["ａ", "😀", "z", "Z", "10", "9"]).names == ["10", "9", "Z", "z", "ａ", "😀"])
  }

  @Test func anUnseenPositiveClassHasFigures() throws {
    var options = EvaluationOptions()
    options.positiveClass = "yes"
    let only = ClassificationPredictions(labels: ["no", "no"], predictions: ["no", "no"])
    let evaluation = try ClassificationEvaluation(only, options: options)
    #expect(evaluation.figure("recall") == .value(0))
    #expect(evaluation.perClass.map(\.name) == ["no"])
  }

  @Test func aWrongPositiveClassIsRefused() {
    var options = EvaluationOptions()
    options.positiveClass = "Yes"
    #expect(throws: AssayError.self) { try ClassificationEvaluation(binary, options: options) }
  }

  @Test func bootstrapGivesTheSameIntervalsForASeed() throws {
    var options = EvaluationOptions()
    options.bootstrap = 50
    let first = try ClassificationEvaluation(binary, options: options)
    let second = try ClassificationEvaluation(binary, options: options)
    let interval = try #require(first.intervals["accuracy"])
    #expect(interval.low <= 0.6 && interval.high >= 0.6 && interval.low < interval.high)
    #expect(first.intervals == second.intervals)
    #expect(first.json["confidence_intervals"]?["accuracy"]?["low"] == .number(interval.low))
  }

  @Test func theBaselineAnswersTheMostFrequentClass() throws {
    let baseline = try ClassificationEvaluation(binary).baseline
    #expect(baseline.name == "yes")
    #expect(baseline.accuracy == 0.6)
    #expect(abs(baseline.macroF1 - 0.375) < 1e-12)
  }

  @Test func slicesAreMeasuredApart() throws {
    var sliced = binary
    sliced.slices = ["en", "de", "de", "en", "en"]
    let evaluation = try ClassificationEvaluation(sliced)
    #expect(evaluation.slices.map(\.name) == ["de", "en"])
    #expect(evaluation.slices.map(\.count) == [2, 3])
    #expect(evaluation.slices.map(\.accuracy) == [0.5, 2.0 / 3])
    #expect(evaluation.json["slices"]?["de"]?["accuracy"] == .number(0.5))
  }

  @Test func theThresholdMovesPrecisionAndRecall() throws {
    let scored = ClassificationPredictions(
      classes: ClassList(["no", "yes"]), labels: [0, 1, 1],
      scores: ScoreMatrix(values: [0.7, 0.3, 0.6, 0.4, 0.1, 0.9], classCount: 2))
    var options = EvaluationOptions()
    #expect(try ClassificationEvaluation(scored).figure("recall") == .value(0.5))
    options.threshold = 0.35
    #expect(try ClassificationEvaluation(scored, options: options).figure("recall") == .value(1))
  }
}
