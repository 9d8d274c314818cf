// SPDX-License-Identifier: Apache-2.0

package import EvaluationMetrics

/// For what rows are to be enough.
package struct PlanRequest: Sendable {
  package var size: PairedSampleSize
  /// The accuracy of the models, about; nil to measure it.
  package var accuracy: Double?
  /// Two predictions files on the same rows, by which it is seen how often models disagree.
  package var predictions: CompareRequest?
  /// The accuracy that training is to reach, and the labeled rows that there are.
  package var target: Double?
  package var rows: AssessRequest?

  package init(_ size: PairedSampleSize) { self.size = size }
}
