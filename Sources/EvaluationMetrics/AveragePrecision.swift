// SPDX-License-Identifier: Apache-2.0

/// The area under the precision-recall curve as a sum of steps: precision at each threshold times
/// the recall it adds. A trapezoid would be too hopeful, see Davis and Goadrich, "The relationship
/// between Precision-Recall and ROC curves" (2006).
package enum AveragePrecision {
  /// Undefined without a positive row.
  package static func of(
    _ ranking: Ranking, positives: [Bool], weights: [Double]? = nil
  ) -> Figure {
    var found = 0.0
    var taken = 0.0
    var sum = 0.0
    ranking.forEachGroup(positives: positives, weights: weights) { _, positive, negative in
      found += positive
      taken += positive + negative
      if positive > 0 { sum += positive * found / taken }
    }
    return found > 0 ? .value(sum / found) : .undefined("no row is of the positive class")
  }
}
