// SPDX-License-Identifier: Apache-2.0

/// The area under the ROC curve: how often a positive row scores above a negative one, ties half.
/// Source: Hanley and McNeil, "The meaning and use of the area under a ROC curve" (1982).
package enum AUROC {
  /// For two classes. Undefined when all rows are of one class.
  package static func binary(
    _ ranking: Ranking, positives: [Bool], weights: [Double]? = nil
  ) -> Figure {
    var above = 0.0
    var wins = 0.0
    var negatives = 0.0
    ranking.forEachGroup(positives: positives, weights: weights) { _, positive, negative in
      wins += negative * (above + positive / 2)
      above += positive
      negatives += negative
    }
    guard above > 0 else { return .undefined("no row is of the positive class") }
    guard negatives > 0 else { return .undefined("every row is of the positive class") }
    return .value(wins / (above * negatives))
  }

  /// For several classes: the mean over the classes of each against the rest, plain or weighted by
  /// the classes' rows. `rankings` holds one by each class's scores.
  /// The plain mean is undefined when a class has no row; the weighted one when only one class has.
  package static func oneVersusRest(
    _ rankings: [Ranking], labels: [Int], weighted: Bool, weights: [Double]? = nil
  ) -> Figure {
    var sum = 0.0
    var total = 0.0
    for (index, ranking) in rankings.enumerated() {
      let positives = labels.map { $0 == index }
      let support = support(positives, weights)
      if weighted && support == 0 { continue }
      guard let area = binary(ranking, positives: positives, weights: weights).value else {
        return .undefined(
          weighted ? "every row is of one class" : "a class with scores has no row, or all rows")
      }
      sum += (weighted ? support : 1) * area
      total += weighted ? support : 1
    }
    return total > 0 ? .value(sum / total) : .undefined("there are no rows")
  }

  private static func support(_ positives: [Bool], _ weights: [Double]?) -> Double {
    guard let weights else { return Double(positives.count { $0 }) }
    return zip(positives, weights).reduce(0) { $1.0 ? $0 + $1.1 : $0 }
  }
}
