// SPDX-License-Identifier: Apache-2.0

/// How many test rows it takes to tell two models apart that judge the same rows.
///
/// Source: Connor, "Sample size for testing differences in proportions for the paired-sample design"
/// (1987), for McNemar's test.
package struct PairedSampleSize: Sendable, Equatable {
  /// The difference in accuracy that is to be seen.
  package let difference: Double
  /// How often the test is to see it.
  package let power: Double
  /// How often the test may see one where there is none.
  package let significance: Double

  package init(difference: Double, power: Double = 0.8, significance: Double = 0.05) {
    self.difference = difference
    self.power = power
    self.significance = significance
  }

  /// - Parameter disagreement: the share of rows that only one of the models has right, at least the
  ///   difference.
  package func rows(disagreement: Double) -> Int {
    let chance = NormalDistribution.quantile(1 - significance / 2)
    let certainty = NormalDistribution.quantile(power)
    let squared = difference * difference
    let root =
      chance * disagreement.squareRoot()
      + certainty * max(disagreement - squared, 0).squareRoot()
    return max(1, Int((root * root / squared).rounded(.up)))
  }
}
