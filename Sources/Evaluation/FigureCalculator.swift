// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics

/// Computes every figure of a set of predictions, once as they are and again for each resample.
/// What does not depend on how often a row counts (losses, hits, sorted scores) is prepared once.
struct FigureCalculator {
  let predictions: ClassificationPredictions
  let positive: Int?
  /// Whether each row has the positive class.
  let positives: [Bool]
  /// Whether each row is taken for positive.
  let takenPositives: [Bool]
  /// What needs probabilities.
  let scored: MeasuredRows.Scored?
  private let metrics: [Metric]

  /// - Parameter positive: the positive class; nil when there are several classes and none was named.
  init(_ predictions: ClassificationPredictions, positive: Int?, options: EvaluationOptions) {
    self.predictions = predictions
    self.positive = positive
    metrics = MetricTable.classification(betas: options.betas)
    positives = predictions.labels.map { $0 == positive }
    if let positive, let scores = predictions.scores {
      takenPositives = scores.column(positive).map { $0 > options.threshold }
    } else {
      takenPositives = predictions.predictions.map { $0 == positive }
    }
    scored = predictions.scores.map { Self.prepare(predictions, $0, positive: positive) }
  }

  /// The figures in the order of the command-line contract, for rows that count `weights` times.
  func figures(weights: [Double]? = nil) -> [NamedFigure] {
    let rows = MeasuredRows(self, weights: weights)
    return metrics.compactMap { metric in
      metric.figure(rows).map { NamedFigure(metric.key, $0) }
    }
  }

  private static func prepare(
    _ predictions: ClassificationPredictions, _ scores: ScoreMatrix, positive: Int?
  ) -> MeasuredRows.Scored {
    let labels = predictions.labels
    let isBinary = scores.classCount == 2
    var briers = BrierScore.perRow(labels: labels, scores: scores)
    if isBinary, let positive {
      briers = BrierScore.perRow(
        positives: labels.map { $0 == positive }, scores: scores.column(positive))
    }
    return MeasuredRows.Scored(
      losses: LogLoss.perRow(labels: labels, scores: scores), briers: briers,
      confidences: predictions.predictions.indices.map {
        scores[$0, predictions.predictions[$0]]
      },
      hits: zip(labels, predictions.predictions).map { $0 == $1 },
      topThree: TopKAccuracy.perRow(labels: labels, scores: scores, k: 3).map { $0 ? 1 : 0 },
      positiveRanking: positive.map { Ranking(scores.column($0)) },
      rankings: isBinary ? [] : (0..<scores.classCount).map { Ranking(scores.column($0)) })
  }
}
