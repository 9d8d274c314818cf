// SPDX-License-Identifier: Apache-2.0

import Platform

extension ScoreMatrix {
  /// Probabilities that sum to 1 in each row.
  /// - Parameter rows: [rows x classes] log-probabilities, or logits.
  package init(logProbabilities rows: [[Double]], classCount: Int) {
    var values: [Double] = []
    values.reserveCapacity(rows.count * classCount)
    for row in rows {
      let top = row.max() ?? 0
      let powers = row.map { exp($0 - top) }
      let sum = powers.reduce(0, +)
      values.append(contentsOf: powers.map { $0 / sum })
    }
    self.init(values: values, classCount: classCount)
  }
}
