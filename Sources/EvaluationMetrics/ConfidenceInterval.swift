// SPDX-License-Identifier: Apache-2.0

import Platform

/// A range that holds the true figure with some confidence.
package struct ConfidenceInterval: Sendable, Equatable {
  package let low: Double
  package let high: Double

  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// Wilson's score interval of a share, 95 %.
  /// Source: Wilson, "Probable inference, the law of succession, and statistical inference" (1927).
  package static func wilson(successes: Double, of total: Double) -> ConfidenceInterval? {
    guard total > 0 else { return nil }
    let z = 1.959963984540054
    let share = successes / total
    let center = share + z * z / (2 * total)
    let spread = z * (share * (1 - share) / total + z * z / (4 * total * total)).squareRoot()
    let scale = 1 + z * z / total
    return ConfidenceInterval(low: (center - spread) / scale, high: (center + spread) / scale)
  }
}
