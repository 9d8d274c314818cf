// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import EvaluationMetrics
import Platform

/// Every figure of a classifier on labeled rows, and what stands behind them.
package struct ClassificationEvaluation: Sendable {
  /// Figures of one class against all others.
  package struct ClassRow: Sendable, Equatable {
    package let name: String
    package let figures: PrecisionRecallF
    /// Rows whose label is the class.
    package let support: Int
  }

  /// What always answering the most frequent class would reach.
  package struct Baseline: Sendable, Equatable {
    package let name: String
    package let accuracy: Double
    package let macroF1: Double
    package let weightedF1: Double
  }

  package let predictions: ClassificationPredictions
  package let options: EvaluationOptions
  /// The class that binary figures are about; nil when there are several and none was named.
  package let positiveClass: String?
  /// The figures in the order of the command-line contract. Callers may add their own.
  package var figures: [NamedFigure]
  /// For figures with one, the interval of 95 %.
  package let intervals: [String: ConfidenceInterval]
  /// The classes that are a label or a prediction, sorted.
  package let perClass: [ClassRow]
  /// Over the classes of `perClass`, in their order.
  package let confusionMatrix: ConfusionMatrix
  /// The pairs of classes that are mixed up most, as indices of `predictions.classes`.
  package let confusions: [Confusion]
  package let baseline: Baseline
  /// The model before it was tuned, or whatever the caller wants to compare with.
  package var baselineModel: BaselineModel?
  /// A linear model that learned from the same rows: what the classifier has to beat.
  package var linearModel: BaselineModel?
  /// The temperature that was applied to the scores; nil when they are the model's own.
  package var calibration: Calibration?
  /// The parts of the data that were asked for, sorted by name.
  package let slices: [Slice]
  package let reliability: ReliabilityBins?
  /// The temperature with the least log loss on these very rows.
  package let temperature: Figure?
  package let roc: ROCCurve?
  package let precisionRecall: PrecisionRecallCurve?
  /// What other thresholds would reach; nil without a positive class or scores.
  package let sweep: ThresholdSweep?

  /// Measures the predictions.
  /// - Parameter resampled: hears how many of the resamples are done.
  /// - Throws: `AssayError` when the positive class is none of the classes.
  package init(
    _ given: ClassificationPredictions, options: EvaluationOptions = EvaluationOptions(),
    resampled: (Int) -> Void = { _ in }
  ) throws(AssayError) {
    let positive = try Self.positive(in: given, options)
    // A class that was named but never seen has no rows, but it has figures.
    predictions =
      positive.map { given.classes.index(of: $0) == nil ? given.adding($0) : given } ?? given
    self.options = options
    positiveClass = positive
    let positiveIndex = positive.flatMap(predictions.classes.index)
    let calculator = FigureCalculator(predictions, positive: positiveIndex, options: options)
    figures = calculator.figures()
    intervals = Self.intervals(calculator, predictions, options: options, resampled: resampled)

    let counts = ClassCounts(
      labels: predictions.labels, predictions: predictions.predictions,
      classCount: predictions.classes.count)
    perClass = Self.rows(counts, predictions.classes)
    confusionMatrix = Self.matrix(predictions, seen: counts.seen)
    confusions = Confusion.most(
      labels: predictions.labels, predictions: predictions.predictions, limit: 20)
    baseline = Self.baseline(counts, predictions.classes)
    slices = Slice.all(of: predictions)
    reliability = Self.reliability(predictions)
    temperature = predictions.scores.map {
      [labels = predictions.labels] in Temperature.fit(labels: labels, scores: $0)
    }
    let curves = Self.curves(predictions, positive: positiveIndex)
    roc = curves?.0
    precisionRecall = curves?.1
    sweep = positiveIndex.flatMap { [predictions] index in
      predictions.scores.map { scores in
        ThresholdSweep(
          scores: scores.column(index), positives: predictions.labels.map { $0 == index })
      }
    }
  }

  /// The figure of a key; nil when there is no such figure.
  package func figure(_ key: String) -> Figure? {
    figures.first { $0.key == key }?.figure
  }
}

extension ClassificationEvaluation {
  private static func positive(
    in predictions: ClassificationPredictions, _ options: EvaluationOptions
  ) throws(AssayError) -> String? {
    let classes = predictions.classes
    guard let name = options.positiveClass else {
      return classes.count == 2 ? classes[1] : nil
    }
    let mayBeUnseen = predictions.scores == nil && classes.count < 2
    guard classes.index(of: name) != nil || mayBeUnseen else {
      let known = Plural.listed(classes.names, most: 10) { "'\($0)'" }
      throw AssayError(
        "the positive class '\(name)' is none of the \(classes.count) classes",
        remedy: "Name one of \(known); spaces and case count")
    }
    return name
  }

  private static func intervals(
    _ calculator: FigureCalculator, _ predictions: ClassificationPredictions,
    options: EvaluationOptions, resampled: (Int) -> Void
  ) -> [String: ConfidenceInterval] {
    guard options.bootstrap > 0 else { return [:] }
    var done = 0
    var generator = SeededGenerator(seed: options.seed)
    let keys = calculator.figures().map(\.key)
    let intervals = Bootstrap.intervals(
      strata: predictions.labels, resamples: options.bootstrap, using: &generator
    ) { weights in
      done += 1
      resampled(done)
      return calculator.figures(weights: weights).map(\.figure.value)
    }
    return zip(keys, intervals).reduce(into: [:]) { $0[$1.0] = $1.1 }
  }

  private static func rows(_ counts: ClassCounts, _ classes: ClassList) -> [ClassRow] {
    let each = PrecisionRecallF.perClass(counts)
    return counts.seen.map {
      ClassRow(name: classes[$0], figures: each[$0], support: Int(counts.labeled[$0]))
    }
  }

  private static func matrix(
    _ predictions: ClassificationPredictions, seen: [Int]
  ) -> ConfusionMatrix {
    var places = [Int](repeating: 0, count: predictions.classes.count)
    for (place, index) in seen.enumerated() { places[index] = place }
    return ConfusionMatrix(
      labels: predictions.labels.map { places[$0] },
      predictions: predictions.predictions.map { places[$0] }, classCount: seen.count)
  }

  private static func baseline(_ counts: ClassCounts, _ classes: ClassList) -> Baseline {
    let supports = counts.labeled
    let best = supports.indices.max { (supports[$0], $1) < (supports[$1], $0) } ?? 0
    let share = supports[best] / counts.total
    let present = Double(supports.count { $0 > 0 })
    let f1 = PrecisionRecallF(
      correct: supports[best], predicted: counts.total, labeled: supports[best]
    ).f
    return Baseline(
      name: classes[best], accuracy: share, macroF1: f1 / present, weightedF1: f1 * share)
  }

  private static func reliability(_ predictions: ClassificationPredictions) -> ReliabilityBins? {
    guard let scores = predictions.scores else { return nil }
    let guesses = predictions.predictions
    return ReliabilityBins(
      confidences: guesses.indices.map { scores[$0, guesses[$0]] },
      correct: zip(predictions.labels, guesses).map { $0 == $1 })
  }

  private static func curves(
    _ predictions: ClassificationPredictions, positive: Int?
  ) -> (ROCCurve?, PrecisionRecallCurve?)? {
    guard let positive, let scores = predictions.scores else { return nil }
    let ranking = Ranking(scores.column(positive))
    let positives = predictions.labels.map { $0 == positive }
    return (
      ROCCurve(ranking, positives: positives), PrecisionRecallCurve(ranking, positives: positives)
    )
  }
}
