// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Platform

extension ClassificationEvaluation {
  private static let fewestResamples = 2_000

  /// What a figure is at least, or at most, with some confidence: by Wilson for accuracy, of which
  /// the counts say all, else by resampling the rows.
  /// - Parameter isLower: whether the figure is to be at least that.
  /// - Returns: nil where the figure has no value.
  package func bound(of key: String, confidence: Double, isLower: Bool) -> Double? {
    guard figure(key)?.value != nil else { return nil }
    if key == "accuracy" {
      let hits = predictions.hits.count { $0 }
      let interval = ConfidenceInterval.share(
        hits, of: predictions.count, confidence: 2 * confidence - 1)
      return isLower ? interval?.low : interval?.high
    }
    let calculator = FigureCalculator(
      predictions, positive: positiveClass.flatMap(predictions.classes.index), options: options)
    var generator = SeededGenerator(seed: options.seed)
    return Bootstrap.quantiles(
      isLower ? 1 - confidence : confidence, strata: predictions.labels,
      resamples: max(options.bootstrap, Self.fewestResamples), using: &generator
    ) { weights in
      [calculator.figures(weights: weights).first { $0.key == key }?.figure.value]
    }[0]
  }
}
