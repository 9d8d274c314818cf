// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics

/// Every figure of a classifier, declared once: its key, its words, and how it is computed. A new
/// metric is its function in `EvaluationMetrics` and an entry here; reports, JSON, intervals,
/// comparisons and `--require` follow from that.
enum MetricTable {
  /// The metrics in the order of the command-line contract.
  static func classification(betas: [Double]) -> [Metric] {
    ofClasses + ofProbabilities + ofPositiveClass + betas.map(fBeta) + ofRanking
      + ofNegatives + ofSeveralClasses
  }

  /// What follows from labels and predictions.
  private static let ofClasses = [
    Metric("accuracy", .share("Accuracy", "The share of rows that are right.", headline: true)) {
      Accuracy.plain($0.counts)
    },
    Metric("balanced_accuracy", .share("Balanced accuracy", "The mean recall of the classes.")) {
      Accuracy.balanced($0.counts)
    },
    Metric(
      "macro_f1",
      .share("Macro F1", "The mean F1 of the classes, each counting the same.", headline: true)
    ) { averagedF1($0, .macro) },
    Metric("micro_f1", .share("Micro F1", "F1 of all classes' counts together.")) {
      averagedF1($0, .micro)
    },
    Metric(
      "weighted_f1",
      .share("Weighted F1", "The mean F1 of the classes by their rows.", headline: true)
    ) { averagedF1($0, .weighted) },
    Metric("matthews_corrcoef", .plain("Matthews correlation", "From -1 over 0, chance, to 1.")) {
      MatthewsCorrelation.of($0.counts)
    },
    Metric("cohen_kappa", .plain("Cohen's kappa", "Agreement beyond chance, at most 1.")) {
      CohenKappa.of($0.counts)
    },
  ]

  /// What needs the probabilities of the classes.
  private static let ofProbabilities = [
    Metric(
      "log_loss",
      .plain("Log loss", "The mean surprise at the true class; less is better.", headline: true)
    ) { rows in rows.scored { Mean.of($0.losses, weights: rows.weights) } },
    Metric(
      "ece_15", .share("Calibration error", "How far confidence is from accuracy, in 15 bins.")
    ) { rows in
      rows.scored {
        ReliabilityBins(confidences: $0.confidences, correct: $0.hits, weights: rows.weights)
          .expectedCalibrationError
      }
    },
    Metric(
      "brier", .plain("Brier score", "The squared error of the probabilities; less is better.")
    ) { rows in rows.hasScores ? rows.scored { Mean.of($0.briers, weights: rows.weights) } : nil },
  ]

  /// What is about one class against all others.
  private static let ofPositiveClass = [
    Metric(
      "precision",
      .share("Precision", "The share of rows called positive that are.", headline: true)
    ) { $0.positiveFigures().map { .value($0.precision) } },
    Metric(
      "recall", .share("Recall", "The share of positive rows that were found.", headline: true)
    ) { $0.positiveFigures().map { .value($0.recall) } },
  ]

  /// How well the scores of the positive class order the rows.
  private static let ofRanking = [
    Metric(
      "auroc",
      .share("AUROC", "How often a positive row scores above a negative one.", headline: true)
    ) { rows in
      rows.ranked { AUROC.binary($0, positives: rows.positives, weights: rows.weights) }
    },
    Metric("auprc", .share("AUPRC", "Average precision, as a sum of steps.", headline: true)) {
      rows in
      rows.ranked { AveragePrecision.of($0, positives: rows.positives, weights: rows.weights) }
    },
  ]

  /// How the rows of all other classes fare.
  private static let ofNegatives = [
    Metric("specificity", .share("Specificity", "The share of negative rows that are left alone."))
    { $0.positiveCounts.map(Specificity.of) }
  ]

  /// What says something of three classes or more.
  private static let ofSeveralClasses = [
    Metric(
      "auroc_ovr_macro", .share("AUROC, macro", "One class against the rest, mean over classes.")
    ) { areaOneVersusRest($0, weighted: false) },
    Metric(
      "auroc_ovr_weighted", .share("AUROC, weighted", "The same, weighted by the classes' rows.")
    ) { areaOneVersusRest($0, weighted: true) },
    Metric(
      "top_3_accuracy", .share("Top-3 accuracy", "The true class is among the three likeliest.")
    ) { rows in
      guard rows.classCount > 2 else { return nil }
      return rows.scored { Mean.of($0.topThree, weights: rows.weights) }
    },
  ]

  /// `f1`, `f0.5`.
  private static func fBeta(_ beta: Double) -> Metric {
    let text = String(beta)
    let key = "f" + (text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    return Metric(key, .fBeta(beta, key: key)) { rows in
      rows.positiveFigures(beta: beta).map { .value($0.f) }
    }
  }

  private static func averagedF1(
    _ rows: MeasuredRows, _ average: PrecisionRecallF.Average
  ) -> Figure {
    PrecisionRecallF.averaged(rows.counts, average).map { .value($0.f) }
      ?? .undefined("there are no rows")
  }

  private static func areaOneVersusRest(_ rows: MeasuredRows, weighted: Bool) -> Figure? {
    guard rows.classCount > 2 else { return nil }
    return rows.scored {
      AUROC.oneVersusRest(
        $0.rankings, labels: rows.labels, weighted: weighted, weights: rows.weights)
    }
  }
}
