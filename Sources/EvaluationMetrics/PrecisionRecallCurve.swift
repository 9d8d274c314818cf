// SPDX-License-Identifier: Apache-2.0

/// Precision against recall at every threshold.
package struct PrecisionRecallCurve: Sendable, Equatable {
  package struct Point: Sendable, Equatable {
    /// Rows that score at least this are taken for positive.
    package let threshold: Double
    package let precision: Double
    package let recall: Double
    package let f1: Double
  }

  /// From the highest threshold to the lowest, where recall is 1.
  package let points: [Point]
  private let midpoints: [Double]

  /// Nil when no row is positive.
  package init?(_ ranking: Ranking, positives: [Bool]) {
    let positiveCount = Double(positives.count { $0 })
    guard positiveCount > 0 else { return nil }
    var points: [Point] = []
    var found = 0.0
    var taken = 0.0
    ranking.forEachGroup(positives: positives) { group, positive, negative in
      found += positive
      taken += positive + negative
      let figures = PrecisionRecallF(correct: found, predicted: taken, labeled: positiveCount)
      points.append(
        Point(
          threshold: ranking.groupScores[group], precision: figures.precision,
          recall: figures.recall, f1: figures.f))
    }
    self.points = points
    let scores = ranking.groupScores
    midpoints = scores.indices.map {
      (scores[$0] + ($0 + 1 < scores.count ? scores[$0 + 1] : 0)) / 2
    }
  }

  /// The threshold with the best F1 for the rule "more than the threshold is positive", halfway to
  /// the next lower score; of equals, the highest.
  package var bestF1: (threshold: Double, f1: Double)? {
    guard var best = points.indices.first else { return nil }
    for index in points.indices where points[index].f1 > points[best].f1 { best = index }
    return (midpoints[best], points[best].f1)
  }
}
