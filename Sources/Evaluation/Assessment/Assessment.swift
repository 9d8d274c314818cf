// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import EvaluationMetrics

/// What labeled rows are worth.
package struct Assessment: Sendable {
  /// A figure over all folds, with an interval of 95 % for other rows and another training set.
  package struct Forecast: Sendable, Equatable {
    package let value: Double
    package let interval: ConfidenceInterval?
    /// The figure of each fold.
    package let folds: [Double]
  }

  package let rows: AssessmentRows
  /// Prompts that were too long for the models and lost tokens.
  package internal(set) var shortenedRows = 0
  package let options: Assessor.Options
  /// What the models of the other folds say about each row.
  package let evaluation: ClassificationEvaluation
  package let accuracy: Forecast
  package let macroF1: Forecast
  /// Of the linear model, which any other has to beat.
  package let linearAccuracy: Forecast
  package let linearMacroF1: Forecast
  /// Whether the linear model is the only one.
  package let isLinear: Bool
  /// By all models together.
  package let noise: LabelNoise
  /// Of accuracy and of macro F1; nil when there was none.
  package let accuracyCurve: LearningCurve?
  package let macroF1Curve: LearningCurve?

  /// - Parameters:
  ///   - linear: what linear models said about each run's test rows.
  ///   - results: of all runs, what a fine-tuned model said; nil when there was none.
  /// - Throws: `AssayError` when the rows have no figures.
  package init(
    rows: AssessmentRows, options: Assessor.Options, linear: LinearJudgment,
    results: [RunResult]? = nil
  ) throws(AssayError) {
    self.rows = rows
    self.options = options
    isLinear = results == nil
    let results = results ?? linear.results
    let folds = results.filter { $0.run.share == 1 }
    let scores = Self.scores(folds, rows)
    var predictions = ClassificationPredictions(
      classes: rows.classes, labels: rows.labels, scores: scores, prompts: rows.prompts)
    predictions.numbers = rows.numbers
    evaluation = try ClassificationEvaluation(predictions)
    noise = LabelNoise(
      labels: rows.labels,
      scores: isLinear ? linear.doubts : ScoreMatrix.mean([linear.doubts, scores]))
    func figures(_ results: [RunResult]) -> (accuracy: Double, macroF1: Double) {
      RunResult.figures(results, labels: rows.labels, classCount: rows.classes.count)
    }
    func forecasts(_ folds: [RunResult]) -> (accuracy: Forecast, macroF1: Forecast) {
      let pooled = figures(folds)
      let each = folds.map { figures([$0]) }
      return (
        Self.forecast(pooled.accuracy, each.map(\.accuracy)),
        Self.forecast(pooled.macroF1, each.map(\.macroF1))
      )
    }
    (accuracy, macroF1) = forecasts(folds)
    (linearAccuracy, linearMacroF1) = forecasts(linear.results.filter { $0.run.share == 1 })
    let sizes = options.shares.isEmpty ? [] : (options.shares + [1]).sorted()
    let points = sizes.map { share in
      let part = results.filter { $0.run.share == share }
      let rows = part.reduce(0) { $0 + $1.run.training.count }
      return (
        rows: Double(rows) / Double(max(part.count, 1)),
        tested: part.reduce(0) { $0 + $1.run.test.count }, figures: figures(part)
      )
    }
    accuracyCurve = Self.curve(
      points.map { .init(rows: $0.rows, testedRows: $0.tested, value: $0.figures.accuracy) },
      options)
    macroF1Curve = Self.curve(
      points.map { .init(rows: $0.rows, testedRows: $0.tested, value: $0.figures.macroF1) },
      options)
  }

  /// Whether the models are no better than who always answers the most frequent class, or only as much
  /// better as chance makes them: what they say about single rows is worth nothing then.
  package var hasLearnedNothing: Bool { isWorthless || isChance }

  private var isWorthless: Bool { accuracy.value <= evaluation.baseline.accuracy }

  /// Whether the difference may be chance. Where nearly all rows have one class there is little room
  /// above it, so that answers must not be related to labels either: the correlation of labels and
  /// answers that have nothing to do with one another is within three of its standard errors of 0.
  var isChance: Bool {
    guard !isWorthless, let low = accuracy.interval?.low, low <= evaluation.baseline.accuracy
    else { return false }
    let correlation = evaluation.figures.first { $0.key == "matthews_corrcoef" }?.figure.value ?? 0
    return correlation * Double(rows.count).squareRoot() < 3
  }

  /// Each row's scores, by the model that did not see it.
  private static func scores(_ folds: [RunResult], _ rows: AssessmentRows) -> ScoreMatrix {
    let classCount = rows.classes.count
    var values = [Double](repeating: 0, count: rows.count * classCount)
    for result in folds {
      for (index, row) in result.run.test.enumerated() {
        let place = row * classCount
        values.replaceSubrange(place..<(place + classCount), with: result.scores.row(index))
      }
    }
    return ScoreMatrix(values: values, classCount: classCount)
  }

  private static func forecast(_ value: Double, _ folds: [Double]) -> Forecast {
    Forecast(
      value: value, interval: .crossValidated(center: value, folds: folds), folds: folds)
  }

  private static func curve(
    _ points: [LearningCurve.Point], _ options: Assessor.Options
  ) -> LearningCurve? {
    points.isEmpty ? nil : LearningCurve(points, seed: options.seed)
  }
}
