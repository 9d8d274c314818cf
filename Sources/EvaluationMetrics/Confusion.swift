// SPDX-License-Identifier: Apache-2.0

/// A pair of classes that are taken for each other, with the rows where it happens.
package struct Confusion: Sendable, Equatable {
  package let label: Int
  package let prediction: Int
  /// Rows in ascending order.
  package let rows: [Int]

  /// The pairs of different classes with the most rows, most first; ties in order of the classes.
  package static func most(labels: [Int], predictions: [Int], limit: Int) -> [Confusion] {
    var rows: [Pair: [Int]] = [:]
    for (row, pair) in zip(labels, predictions).enumerated() where pair.0 != pair.1 {
      rows[Pair(label: pair.0, prediction: pair.1), default: []].append(row)
    }
    let sorted = rows.sorted {
      ($1.value.count, $0.key.label, $0.key.prediction)
        < ($0.value.count, $1.key.label, $1.key.prediction)
    }
    return sorted.prefix(limit).map {
      Confusion(label: $0.key.label, prediction: $0.key.prediction, rows: $0.value)
    }
  }

  private struct Pair: Hashable {
    let label: Int
    let prediction: Int
  }
}
