// SPDX-License-Identifier: Apache-2.0

package import Training

/// What a search came to.
package struct TuneResult: Sendable {
  /// In the order in which they were run.
  package var trials: [TuneTrial]
  /// The best of those that were given all steps, or the size that was chosen.
  package var best: TuneTrial
  package var criterion: TrainingSettings.Criterion
  package var method: String
}
