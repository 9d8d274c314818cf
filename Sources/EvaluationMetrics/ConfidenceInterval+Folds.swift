// SPDX-License-Identifier: Apache-2.0

extension ConfidenceInterval {
  /// The interval of 95 % of a share that was measured on each fold of a cross-validation. Training
  /// sets of folds overlap, so their variance is corrected upwards.
  /// Source: Nadeau and Bengio, "Inference for the generalization error" (2003).
  /// - Parameters:
  ///   - center: the figure over all folds.
  ///   - folds: the figure of each fold.
  /// - Returns: nil for fewer than two folds.
  package static func crossValidated(center: Double, folds: [Double]) -> ConfidenceInterval? {
    guard folds.count > 1 else { return nil }
    let count = Double(folds.count)
    let mean = folds.reduce(0, +) / count
    let variance = folds.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    // With k folds, a test set is 1 / (k - 1) of its training set.
    let spread =
      studentQuantile(freedom: folds.count - 1)
      * (variance * (1 / count + 1 / (count - 1))).squareRoot()
    return ConfidenceInterval(low: max(0, center - spread), high: min(1, center + spread))
  }

  /// The 97.5 % quantile of Student's t; beyond 20 degrees of freedom by its expansion in 1 / n.
  static func studentQuantile(freedom: Int) -> Double {
    let table = [
      12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010,
      2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
    ]
    if freedom <= table.count { return table[max(freedom, 1) - 1] }
    return 1.95996 + 2.37227 / Double(freedom) + 2.8225 / Double(freedom * freedom)
  }
}
