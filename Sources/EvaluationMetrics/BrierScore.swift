// SPDX-License-Identifier: Apache-2.0

/// The squared distance between the probabilities and what happened.
/// Source: Brier, "Verification of forecasts expressed in terms of probability" (1950).
package enum BrierScore {
  /// [rows] For two classes: the square of one probability's error, in [0, 1].
  package static func perRow(positives: [Bool], scores: [Double]) -> [Double] {
    zip(positives, scores).map { ($1 - ($0 ? 1 : 0)) * ($1 - ($0 ? 1 : 0)) }
  }

  /// [rows] For several classes: the sum of the squares over all classes, in [0, 2].
  package static func perRow(labels: [Int], scores: ScoreMatrix) -> [Double] {
    labels.indices.map { row in
      (0..<scores.classCount).reduce(0) { sum, index in
        let error = scores[row, index] - (labels[row] == index ? 1 : 0)
        return sum + error * error
      }
    }
  }
}
