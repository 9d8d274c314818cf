// SPDX-License-Identifier: Apache-2.0

/// The correlation between labels and predictions, for any number of classes.
/// Source: Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient"
/// (2004).
package enum MatthewsCorrelation {
  /// In [-1, 1]; 0 when labels or predictions are constant, as scikit-learn defines it.
  package static func of(_ counts: ClassCounts) -> Figure {
    guard counts.total > 0 else { return .undefined("there are no rows") }
    let square = counts.total * counts.total
    let covariance =
      counts.correct.reduce(0, +) * counts.total - dot(counts.labeled, counts.predicted)
    let labelVariance = square - dot(counts.labeled, counts.labeled)
    let predictionVariance = square - dot(counts.predicted, counts.predicted)
    let product = labelVariance * predictionVariance
    return .value(product > 0 ? covariance / product.squareRoot() : 0)
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
