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
}
