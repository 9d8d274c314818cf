// SPDX-License-Identifier: Apache-2.0

import Platform

/// The negative natural logarithm of the label's probability.
package enum LogLoss {
  /// [rows] The loss of each row. Probabilities are clipped to [eps, 1 - eps] of Double, so that a
  /// certain mistake costs 36.04 and not infinity.
  package static func perRow(labels: [Int], scores: ScoreMatrix) -> [Double] {
    let smallest = Double.ulpOfOne
    return labels.indices.map {
      -log(min(max(scores[$0, labels[$0]], smallest), 1 - smallest))
    }
  }

  /// The mean over the rows.
  package static func mean(labels: [Int], scores: ScoreMatrix) -> Figure {
    Mean.of(perRow(labels: labels, scores: scores))
  }
}
