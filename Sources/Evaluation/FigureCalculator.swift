// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics

/// Computes every figure of a set of predictions, once as they are and again for each resample.
/// What does not depend on how often a row counts (losses, hits, sorted scores) is prepared once.
struct FigureCalculator {
  private let predictions: ClassificationPredictions
  private let positive: Int?
  private let betas: [Double]
  private let positives: [Bool]
  private let takenPositives: [Bool]
  private let scored: Scored?

  /// What needs probabilities.
  private struct Scored {
    let losses: [Double]
    let briers: [Double]
    let confidences: [Double]
    let hits: [Bool]
    let topThree: [Double]
    let positiveRanking: Ranking?
    let rankings: [Ranking]
  }

  /// - Parameter positive: the positive class; nil when there are several classes and none was named.
  init(_ predictions: ClassificationPredictions, positive: Int?, options: EvaluationOptions) {
    self.predictions = predictions
    self.positive = positive
    betas = options.betas
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
    let counts = ClassCounts(
      labels: predictions.labels, predictions: predictions.predictions,
      classCount: predictions.classes.count, weights: weights)
    return classFigures(counts) + probabilityFigures(weights) + binaryFigures(weights)
      + severalClassFigures(weights)
  }

  private func classFigures(_ counts: ClassCounts) -> [NamedFigure] {
    func f1(_ average: PrecisionRecallF.Average) -> Figure {
      PrecisionRecallF.averaged(counts, average).map { .value($0.f) }
        ?? .undefined("there are no rows")
    }
    return [
      NamedFigure("accuracy", Accuracy.plain(counts)),
      NamedFigure("balanced_accuracy", Accuracy.balanced(counts)),
      NamedFigure("macro_f1", f1(.macro)),
      NamedFigure("micro_f1", f1(.micro)),
      NamedFigure("weighted_f1", f1(.weighted)),
      NamedFigure("matthews_corrcoef", MatthewsCorrelation.of(counts)),
      NamedFigure("cohen_kappa", CohenKappa.of(counts)),
    ]
  }

  private func probabilityFigures(_ weights: [Double]?) -> [NamedFigure] {
    guard let scored else {
      return ["log_loss", "ece_15"].map { NamedFigure($0, .undefined(Self.needsScores)) }
    }
    let bins = ReliabilityBins(
      confidences: scored.confidences, correct: scored.hits, weights: weights)
    return [
      NamedFigure("log_loss", Mean.of(scored.losses, weights: weights)),
      NamedFigure("ece_15", bins.expectedCalibrationError),
      NamedFigure("brier", Mean.of(scored.briers, weights: weights)),
    ]
  }

  private func binaryFigures(_ weights: [Double]?) -> [NamedFigure] {
    guard positive != nil else { return [] }
    let counts = ClassCounts(
      labels: positives.map { $0 ? 1 : 0 }, predictions: takenPositives.map { $0 ? 1 : 0 },
      classCount: 2, weights: weights)
    let plain = PrecisionRecallF.perClass(counts)[1]
    let scores = betas.map { beta in
      NamedFigure(
        Self.key(beta: beta), .value(PrecisionRecallF.perClass(counts, beta: beta)[1].f))
    }
    let figures =
      [
        NamedFigure("precision", .value(plain.precision)),
        NamedFigure("recall", .value(plain.recall)),
      ]
      + scores
    guard let ranking = scored?.positiveRanking else {
      return figures + ["auroc", "auprc"].map { NamedFigure($0, .undefined(Self.needsScores)) }
    }
    return figures + [
      NamedFigure("auroc", AUROC.binary(ranking, positives: positives, weights: weights)),
      NamedFigure("auprc", AveragePrecision.of(ranking, positives: positives, weights: weights)),
    ]
  }

  private func severalClassFigures(_ weights: [Double]?) -> [NamedFigure] {
    guard predictions.classes.count > 2 else { return [] }
    guard let scored else {
      return ["auroc_ovr_macro", "auroc_ovr_weighted", "top_3_accuracy"].map {
        NamedFigure($0, .undefined(Self.needsScores))
      }
    }
    func area(weighted: Bool) -> Figure {
      AUROC.oneVersusRest(
        scored.rankings, labels: predictions.labels, weighted: weighted, weights: weights)
    }
    return [
      NamedFigure("auroc_ovr_macro", area(weighted: false)),
      NamedFigure("auroc_ovr_weighted", area(weighted: true)),
      NamedFigure("top_3_accuracy", Mean.of(scored.topThree, weights: weights)),
    ]
  }

  private static func prepare(
    _ predictions: ClassificationPredictions, _ scores: ScoreMatrix, positive: Int?
  ) -> Scored {
    let labels = predictions.labels
    let isBinary = scores.classCount == 2
    return Scored(
      losses: LogLoss.perRow(labels: labels, scores: scores),
      briers: isBinary && positive != nil
        ? BrierScore.perRow(
          positives: labels.map { $0 == positive }, scores: scores.column(positive ?? 1))
        : BrierScore.perRow(labels: labels, scores: scores),
      confidences: predictions.predictions.indices.map {
        scores[$0, predictions.predictions[$0]]
      },
      hits: zip(labels, predictions.predictions).map { $0 == $1 },
      topThree: TopKAccuracy.perRow(labels: labels, scores: scores, k: 3).map { $0 ? 1 : 0 },
      positiveRanking: positive.map { Ranking(scores.column($0)) },
      rankings: isBinary ? [] : (0..<scores.classCount).map { Ranking(scores.column($0)) })
  }

  /// `f1`, `f0.5`.
  static func key(beta: Double) -> String {
    let text = String(beta)
    return "f" + (text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  private static let needsScores = "the predictions have no scores"
}
