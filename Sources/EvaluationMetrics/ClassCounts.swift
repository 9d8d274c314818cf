// SPDX-License-Identifier: Apache-2.0

/// How often each of `k` classes is the label, the prediction, and both: all that accuracy, F scores,
/// Matthews' correlation and Cohen's kappa need, in memory linear in `k`.
package struct ClassCounts: Sendable, Equatable {
  /// [k] rows whose label and prediction are the class.
  package private(set) var correct: [Double]
  /// [k] rows whose label is the class (the support).
  package private(set) var labeled: [Double]
  /// [k] rows whose prediction is the class.
  package private(set) var predicted: [Double]
  /// All rows.
  package private(set) var total: Double = 0

  /// Counts rows; `weights` says how often each row counts, once each when nil.
  package init(labels: [Int], predictions: [Int], classCount: Int, weights: [Double]? = nil) {
    precondition(labels.count == predictions.count, "a label and a prediction for each row")
    correct = Array(repeating: 0, count: classCount)
    labeled = correct
    predicted = correct
    for row in labels.indices {
      let weight = weights?[row] ?? 1
      labeled[labels[row]] += weight
      predicted[predictions[row]] += weight
      if labels[row] == predictions[row] { correct[labels[row]] += weight }
      total += weight
    }
  }

  /// The classes that are a label or a prediction of some row.
  package var seen: [Int] {
    labeled.indices.filter { labeled[$0] > 0 || predicted[$0] > 0 }
  }
}
