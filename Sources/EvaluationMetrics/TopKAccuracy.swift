// SPDX-License-Identifier: Apache-2.0

/// Whether the label is among the `k` most likely classes.
package enum TopKAccuracy {
  /// [rows] Of equal scores the class that comes first ranks higher.
  package static func perRow(labels: [Int], scores: ScoreMatrix, k: Int) -> [Bool] {
    labels.indices.map { row in
      let label = labels[row]
      let own = scores[row, label]
      let above = (0..<scores.classCount).count { index in
        let other = scores[row, index]
        return other > own || (other == own && index < label)
      }
      return above < k
    }
  }
}
