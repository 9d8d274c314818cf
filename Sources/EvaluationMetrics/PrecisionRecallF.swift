// SPDX-License-Identifier: Apache-2.0

/// Precision, recall and their weighted harmonic mean. A division by zero counts 0, as scikit-learn
/// does by default.
package struct PrecisionRecallF: Sendable, Equatable {
  package var precision: Double
  package var recall: Double
  /// The F score for the beta that was asked for.
  package var f: Double

  /// How figures of several classes become one.
  package enum Average: Sendable {
    /// From the counts of all classes together.
    case micro
    /// The plain mean over the classes.
    case macro
    /// The mean over the classes weighted by support.
    case weighted
  }

  /// From the rows found rightly, all rows found, and all rows there are to find.
  package init(correct: Double, predicted: Double, labeled: Double, beta: Double = 1) {
    let square = beta * beta
    precision = predicted > 0 ? correct / predicted : 0
    recall = labeled > 0 ? correct / labeled : 0
    let denominator = square * labeled + predicted
    f = denominator > 0 ? (1 + square) * correct / denominator : 0
  }

  private init(precision: Double, recall: Double, f: Double) {
    self.precision = precision
    self.recall = recall
    self.f = f
  }

  /// [k] The figures of each class against all others.
  package static func perClass(_ counts: ClassCounts, beta: Double = 1) -> [PrecisionRecallF] {
    counts.labeled.indices.map {
      PrecisionRecallF(
        correct: counts.correct[$0], predicted: counts.predicted[$0],
        labeled: counts.labeled[$0], beta: beta)
    }
  }

  /// The average over the classes that are a label or a prediction; nil when there are no rows.
  package static func averaged(
    _ counts: ClassCounts, _ average: Average, beta: Double = 1
  ) -> PrecisionRecallF? {
    guard counts.total > 0 else { return nil }
    switch average {
    case .micro:
      return PrecisionRecallF(
        correct: counts.correct.reduce(0, +), predicted: counts.total, labeled: counts.total,
        beta: beta)
    case .macro: return mean(counts, beta: beta) { _ in 1 }
    case .weighted: return mean(counts, beta: beta) { counts.labeled[$0] }
    }
  }

  private static func mean(
    _ counts: ClassCounts, beta: Double, weight: (Int) -> Double
  ) -> PrecisionRecallF {
    let each = perClass(counts, beta: beta)
    var sum = PrecisionRecallF(precision: 0, recall: 0, f: 0)
    var total = 0.0
    for index in counts.seen {
      let weight = weight(index)
      sum.precision += weight * each[index].precision
      sum.recall += weight * each[index].recall
      sum.f += weight * each[index].f
      total += weight
    }
    return PrecisionRecallF(
      precision: sum.precision / total, recall: sum.recall / total, f: sum.f / total)
  }
}
