// SPDX-License-Identifier: Apache-2.0

/// Rows from the highest score to the lowest, with equal scores as one group. Sorting once serves
/// every curve and every resample.
package struct Ranking: Sendable {
  /// Row numbers, highest score first.
  package let order: [Int]
  /// For each group of equal scores the end of its rows in `order`.
  package let groupEnds: [Int]
  /// For each group its score, descending.
  package let groupScores: [Double]

  /// Sorts in O(n log n). Scores must not be NaN.
  package init(_ scores: [Double]) {
    let sorted = scores.enumerated().sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }
    var ends: [Int] = []
    var values: [Double] = []
    for (place, entry) in sorted.enumerated() {
      if values.last == entry.element {
        ends[ends.count - 1] = place + 1
      } else {
        ends.append(place + 1)
        values.append(entry.element)
      }
    }
    order = sorted.map(\.offset)
    groupEnds = ends
    groupScores = values
  }

  /// Calls `body` for each group, highest score first, with the weight of its positive and of its
  /// negative rows.
  package func forEachGroup(
    positives: [Bool], weights: [Double]? = nil,
    body: (_ group: Int, _ positive: Double, _ negative: Double) -> Void
  ) {
    var start = 0
    for (group, end) in groupEnds.enumerated() {
      var positive = 0.0
      var negative = 0.0
      for row in order[start..<end] {
        if positives[row] { positive += weights?[row] ?? 1 } else { negative += weights?[row] ?? 1 }
      }
      body(group, positive, negative)
      start = end
    }
  }
}
