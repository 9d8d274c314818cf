// SPDX-License-Identifier: Apache-2.0

/// True against false positive rate at every threshold.
package struct ROCCurve: Sendable, Equatable {
  package struct Point: Sendable, Equatable {
    /// Rows that score at least this are taken for positive; nil at the start, where none is.
    package let threshold: Double?
    package let falsePositiveRate: Double
    package let truePositiveRate: Double
  }

  /// From (0, 0) to (1, 1); points within a straight stretch are left out.
  package let points: [Point]

  /// Nil when all rows are of one class.
  package init?(_ ranking: Ranking, positives: [Bool]) {
    let positiveCount = Double(positives.count { $0 })
    let negativeCount = Double(positives.count) - positiveCount
    guard positiveCount > 0, negativeCount > 0 else { return nil }
    var points = [Point(threshold: nil, falsePositiveRate: 0, truePositiveRate: 0)]
    var steps: [(positive: Double, negative: Double)] = []
    var found = 0.0
    var wrong = 0.0
    ranking.forEachGroup(positives: positives) { group, positive, negative in
      // A step in the direction of the last one only moves its end.
      if let last = steps.last, last.positive * negative == last.negative * positive {
        points.removeLast()
        steps.removeLast()
        steps.append((last.positive + positive, last.negative + negative))
      } else {
        steps.append((positive, negative))
      }
      found += positive
      wrong += negative
      points.append(
        Point(
          threshold: ranking.groupScores[group], falsePositiveRate: wrong / negativeCount,
          truePositiveRate: found / positiveCount))
    }
    self.points = points
  }
}
