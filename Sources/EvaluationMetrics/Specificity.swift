// SPDX-License-Identifier: Apache-2.0

/// The share of rows of no interest that are left alone: the recall of the negative class.
/// Source: Yerushalmy, "Statistical problems in assessing methods of medical diagnosis" (1947).
package enum Specificity {
  /// - Parameter counts: of "positive" (class 1) against "negative" (class 0).
  /// - Returns: in [0, 1]; undefined without a negative row.
  package static func of(_ counts: ClassCounts) -> Figure {
    guard counts.labeled[0] > 0 else { return .undefined("there is no negative row") }
    return .value(counts.correct[0] / counts.labeled[0])
  }
}
