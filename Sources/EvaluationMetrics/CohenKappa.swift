// SPDX-License-Identifier: Apache-2.0

/// Agreement of labels and predictions beyond what chance would give.
/// Source: Cohen, "A coefficient of agreement for nominal scales" (1960).
package enum CohenKappa {
  /// At most 1; undefined when every label and prediction is the same class, since chance alone
  /// would then agree everywhere.
  package static func of(_ counts: ClassCounts) -> Figure {
    guard counts.total > 0 else { return .undefined("there are no rows") }
    guard counts.seen.count > 1 else {
      return .undefined("every label and prediction is the same class")
    }
    let observed = counts.correct.reduce(0, +) / counts.total
    let expected =
      zip(counts.labeled, counts.predicted).reduce(0) { $0 + $1.0 * $1.1 }
      / (counts.total * counts.total)
    return .value((observed - expected) / (1 - expected))
  }
}
