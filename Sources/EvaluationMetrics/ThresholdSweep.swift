// SPDX-License-Identifier: Apache-2.0

/// What a binary classifier would reach with other thresholds.
package struct ThresholdSweep: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    /// Rows that score above this are taken for positive.
    package let threshold: Double
    /// Rows that are taken.
    package let taken: Int
    package let accuracy: Double
    package let figures: PrecisionRecallF
  }

  package let rows: [Row]

  /// Thresholds of 0.05, 0.1 and so on to 0.95.
  /// - Parameters:
  ///   - scores: [rows] the probability of the positive class.
  ///   - positives: [rows] whether the row has it.
  package init(scores: [Double], positives: [Bool]) {
    rows = (1...19).map { step in
      Self.row(Double(step) / 20, scores, positives: positives)
    }
  }

  private static func row(_ threshold: Double, _ scores: [Double], positives: [Bool]) -> Row {
    var taken = 0
    var found = 0
    for (score, isPositive) in zip(scores, positives) where score > threshold {
      taken += 1
      if isPositive { found += 1 }
    }
    let labeled = positives.count { $0 }
    let right = found + positives.count - labeled - (taken - found)
    return Row(
      threshold: threshold, taken: taken,
      accuracy: Double(right) / Double(max(positives.count, 1)),
      figures: PrecisionRecallF(
        correct: Double(found), predicted: Double(taken), labeled: Double(labeled)))
  }
}
