// SPDX-License-Identifier: Apache-2.0

package import EvaluationMetrics

/// What to measure and how.
package struct EvaluationOptions: Sendable, Equatable {
  /// The class that precision, recall, ROC and the like are about; nil takes the last of two.
  package var positiveClass: String?
  /// The betas of the F scores.
  package var betas: [Double] = [0.5, 1, 2]
  /// A row is positive when the probability is above this.
  package var threshold = 0.5
  /// How many resamples the confidence intervals rest on; 0 makes none.
  package var bootstrap = 0
  /// How the tests of several parts or models are corrected for their number.
  package var correction = MultipleTests.holm
  /// The seed of the resamples.
  package var seed: UInt64 = 0

  package init() {}
}
