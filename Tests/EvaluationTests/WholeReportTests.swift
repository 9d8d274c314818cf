// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import EvaluationMetrics
import Foundation
import JSON
import Reports
import Tables
import Testing

@testable import Evaluation

/// Whole reports, word by word, against files in `Fixtures/reports`. With `ASSAY_WRITE_REPORTS=1` the
/// tests write these files instead: read what changed before you keep it.
@Suite struct WholeReportTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/reports")

  private func expect(_ report: Report, _ name: String) throws {
    let data = ReportLines.rounded(report.data).text().replacing(",\"", with: ",\n\"")
    try expect(ReportLines.lines(report) + ["", data], name)
  }

  private func expect(_ lines: [String], _ name: String) throws {
    let file = Self.folder.appending(path: "\(name).txt")
    let text = lines.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["ASSAY_WRITE_REPORTS"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let wanted = try String(contentsOf: file, encoding: .utf8)
    let pairs = zip(
      text.split(separator: "\n", omittingEmptySubsequences: false),
      wanted.split(separator: "\n", omittingEmptySubsequences: false))
    for (number, (found, right)) in pairs.enumerated() where found != right {
      Issue.record("\(name), line \(number + 1): \(found) instead of \(right)")
      return
    }
    #expect(text == wanted, "\(name)")
  }

  // MARK: Classes

  private static let names = ["no", "yes"]

  private var scored: ClassificationPredictions {
    var predictions = ClassificationPredictions(
      classes: ClassList(Self.names), labels: [0, 1, 1, 0, 1, 0, 1, 0],
      scores: ScoreMatrix(
        values: [
          0.875, 0.125, 0.625, 0.375, 0.25, 0.75, 0.375, 0.625, 0.125, 0.875, 0.75, 0.25, 0.5, 0.5,
          0.9375, 0.0625,
        ], classCount: 2),
      prompts: ["a", "b", "c", "d", "e", "f", "g", "h"])
    predictions.numbers = [0, 1, 3, 4, 5, 8, 9, 11]
    predictions.slices = ["long", "long", "short", "short", "long", "short", "short", "long"]
    return predictions
  }

  private var three: ClassificationPredictions {
    ClassificationPredictions(
      labels: ["a", "b", "c", "a", "b", "c", "a", "b", "c", "10", "9"],
      predictions: ["a", "b", "a", "a", "c", "c", "b", "b", "a", "9", "9"])
  }

  @Test func twoClassesWithScores() throws {
    var options = EvaluationOptions()
    options.bootstrap = 40
    options.threshold = 0.4
    var evaluation = try ClassificationEvaluation(scored, options: options)
    evaluation.baselineModel = BaselineModel(
      name: "gpt2",
      figures: [NamedFigure("accuracy", .value(0.5)), NamedFigure("auroc", .undefined("x"))])
    evaluation.linearModel = BaselineModel(
      name: "linear", figures: [NamedFigure("macro_f1", .value(0.625))])
    try expect(evaluation.report(source: "m on f.csv"), "two-classes")
  }

  @Test func severalClassesWithoutScores() throws {
    try expect(ClassificationEvaluation(three).report(source: "predictions"), "several-classes")
  }

  @Test func oneOfSeveralClassesIsPositive() throws {
    var options = EvaluationOptions()
    options.positiveClass = "b"
    try expect(
      ClassificationEvaluation(three, options: options).report(source: "f"), "positive-of-several")
  }

  // MARK: Comparisons

  private func predictions(_ text: String, slices: String? = nil) -> ClassificationPredictions {
    var predictions = ClassificationPredictions(
      labels: "aabbbccaabbcaabb".map(String.init), predictions: text.map(String.init))
    predictions.slices = slices?.map(String.init)
    return predictions
  }

  private var options: EvaluationOptions {
    var options = EvaluationOptions()
    options.bootstrap = 50
    return options
  }

  @Test func twoModelsOnSlices() throws {
    let comparison = try PairedComparison(
      predictions("abbaccaabbbcaaba", slices: "xxxxyyyyxxxxyyyy"),
      predictions("aabbccbabbbcaabb"), options: options)
    try expect(comparison.report(names: ("old", "new")), "two-models")
  }

  @Test(arguments: MultipleTests.allCases)
  func severalModels(_ correction: MultipleTests) throws {
    var options = options
    options.correction = correction
    let comparisons = try ModelComparisons(
      [
        ("first", predictions("bbaaaccbbaacbbaa")), ("second", predictions("aabbbccaabbcaabb")),
        ("third", predictions("bbaaaccbbaacbbab", slices: "xxxxyyyyxxxxyyyy")),
      ], options: options)
    try expect(comparisons.report(), "several-models-\(correction.rawValue)")
  }

  // MARK: Data

  private func statistics(_ rows: [String], limit: Int? = nil) throws -> DatasetStatistics {
    let text = "prompt,completion\n" + rows.joined(separator: "\n") + "\n"
    let source = try TableSource(contents: Array(text.utf8), path: "rows.csv")
    return try DatasetStatistics(
      source, promptColumn: "prompt", completionColumn: "completion", limit: limit
    ) { $0.count }
  }

  @Test func rowsOfClasses() throws {
    let rows = (0..<24).map { "\(String(repeating: "x", count: 3 + $0 * 5)) ->,label \($0 % 3)" }
    try expect(
      statistics(rows, limit: 64).report(.init(epochs: 2, price: 500)), "statistics-classes")
  }

  @Test func rowsOfTexts() throws {
    let rows = (0..<7).map { "question \($0),\"an answer\nof \($0 * 3) words\"" }
    try expect(statistics(rows).report(.init(epochs: 4)), "statistics-texts")
  }

  @Test func planOfRows() throws {
    let curve = LearningCurve(
      [100.0, 200, 400, 800].map { rows in
        LearningCurve.Point(rows: rows, testedRows: 5_000, value: 1 - 2 / rows.squareRoot())
      }, seed: 1)
    let plan = DataPlan(
      PairedSampleSize(difference: 0.02), accuracy: 0.9,
      training: DataPlan.TrainingSet(file: "t.csv", rows: 800, target: 0.95, curve: curve))
    try expect(plan.report(), "plan")
  }

  @Test func historyOfARun() throws {
    let folder = try TemporaryFolder()
    let rows = (1...120).map { step in
      let validation = step % 40 == 0 ? "\(3 - Double(step) / 64),\(Double(step) / 128)" : ","
      return "\(step),\(4 - Double(step) / 32),\(validation),\(step % 2)"
    }
    try folder.write(
      "step,training_loss,validation_loss,validation_token_accuracy,training_sequence_accuracy\n"
        + rows.joined(separator: "\n") + "\n", to: TrainingHistory.fileName)
    let history = try #require(try TrainingHistory(folder: folder.url.path))
    try expect(ReportLines.lines(try #require(history.section)), "history")
  }
}
