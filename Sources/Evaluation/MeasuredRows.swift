// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics

/// The rows of an evaluation as metrics see them: each counts a number of times.
struct MeasuredRows: Sendable {
  /// What does not depend on how often a row counts, prepared once for all resamples.
  struct Scored: Sendable {
    let losses: [Double]
    let briers: [Double]
    /// The probability of the class that was predicted.
    let confidences: [Double]
    let hits: [Bool]
    let topThree: [Double]
    let positiveRanking: Ranking?
    /// Of each class, where there are more than two.
    let rankings: [Ranking]
  }

  let labels: [Int]
  let classCount: Int
  /// How often each row counts; nil for once.
  let weights: [Double]?
  let counts: ClassCounts
  /// Whether each row has the positive class.
  let positives: [Bool]
  private let scored: Scored?
  /// Of "positive" (1) against "another class" (0); nil without a positive class.
  let positiveCounts: ClassCounts?

  init(_ calculator: FigureCalculator, weights: [Double]?) {
    let predictions = calculator.predictions
    labels = predictions.labels
    classCount = predictions.classes.count
    self.weights = weights
    counts = ClassCounts(
      labels: labels, predictions: predictions.predictions, classCount: classCount,
      weights: weights)
    positives = calculator.positives
    scored = calculator.scored
    positiveCounts = calculator.positive.map { _ in
      ClassCounts(
        labels: calculator.positives.map { $0 ? 1 : 0 },
        predictions: calculator.takenPositives.map { $0 ? 1 : 0 }, classCount: 2,
        weights: weights)
    }
  }

  var hasScores: Bool { scored != nil }

  /// A figure that needs probabilities.
  func scored(_ figure: (Scored) -> Figure) -> Figure {
    scored.map(figure) ?? .undefined("the predictions have no scores")
  }

  /// A figure of the order of the positive class's scores; nil without a positive class.
  func ranked(_ figure: (Ranking) -> Figure) -> Figure? {
    guard positiveCounts != nil else { return nil }
    return scored { $0.positiveRanking.map(figure) ?? .undefined("no class is the positive one") }
  }

  /// Precision, recall and F-beta of the positive class; nil without one.
  func positiveFigures(beta: Double = 1) -> PrecisionRecallF? {
    positiveCounts.map { PrecisionRecallF.perClass($0, beta: beta)[1] }
  }
}
