// SPDX-License-Identifier: Apache-2.0

import Platform

/// One number that softens (above 1) or sharpens (below 1) all probabilities.
/// Source: Guo et al., "On calibration of modern neural networks" (2017).
package enum Temperature {
  /// The temperature in [0.05, 20] with the least log loss, by bisection on its slope, which is
  /// monotone in 1/T. Undefined when the rows are all right or all wrong, since the best
  /// temperature is then at the end of the range.
  package static func fit(labels: [Int], scores: ScoreMatrix) -> Figure {
    let logs = scores.values.map { log(max($0, .ulpOfOne)) }
    var low = 0.05
    var high = 20.0
    func slope(_ inverse: Double) -> Double {
      labels.indices.reduce(0) {
        $0
          + slopeOfRow(
            $1, label: labels[$1], logs: logs, classCount: scores.classCount, inverse: inverse)
      }
    }
    guard !labels.isEmpty else { return .undefined("there are no rows") }
    guard slope(low) < 0, slope(high) > 0 else {
      return .undefined("no temperature between 0.05 and 20 is best")
    }
    for _ in 0..<60 {
      let middle = (low * high).squareRoot()
      if slope(middle) < 0 { low = middle } else { high = middle }
    }
    return .value(1 / (low * high).squareRoot())
  }

  /// [rows x classes] The probabilities at a temperature.
  package static func apply(_ temperature: Double, to scores: ScoreMatrix) -> ScoreMatrix {
    var values: [Double] = []
    values.reserveCapacity(scores.values.count)
    for row in 0..<scores.rowCount {
      let powers = scores.row(row).map { pow(max($0, .ulpOfOne), 1 / temperature) }
      let sum = powers.reduce(0, +)
      values.append(contentsOf: powers.map { $0 / sum })
    }
    return ScoreMatrix(values: values, classCount: scores.classCount)
  }

  /// d loss / d inverse temperature = E[log p] under the tempered row - log p of the label.
  private static func slopeOfRow(
    _ row: Int, label: Int, logs: [Double], classCount: Int, inverse: Double
  ) -> Double {
    let start = row * classCount
    var top = -Double.infinity
    for index in start..<(start + classCount) { top = max(top, logs[index]) }
    var sum = 0.0
    var weighted = 0.0
    for index in start..<(start + classCount) {
      let power = exp(inverse * (logs[index] - top))
      sum += power
      weighted += power * logs[index]
    }
    return weighted / sum - logs[start + label]
  }
}
