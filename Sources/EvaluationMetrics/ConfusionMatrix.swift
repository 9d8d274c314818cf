// SPDX-License-Identifier: Apache-2.0

/// Rows counted by label and prediction. Memory is quadratic in the number of classes; figures that
/// need no single cell use `ClassCounts`.
package struct ConfusionMatrix: Sendable, Equatable {
  /// Number of classes.
  package let classCount: Int
  /// [classCount x classCount] row-major: a row for each true class, a column for each predicted.
  package private(set) var counts: [Int]

  /// Counts the rows with each pair of label and prediction, both in 0..<classCount.
  package init(labels: [Int], predictions: [Int], classCount: Int) {
    self.classCount = classCount
    counts = Array(repeating: 0, count: classCount * classCount)
    for (label, prediction) in zip(labels, predictions) {
      counts[label * classCount + prediction] += 1
    }
  }

  /// Rows of the true class `label` that were taken for `prediction`.
  package subscript(label: Int, prediction: Int) -> Int {
    counts[label * classCount + prediction]
  }

  /// The counts as a list of rows.
  package var rows: [[Int]] {
    (0..<classCount).map { Array(counts[($0 * classCount)..<(($0 + 1) * classCount)]) }
  }
}
