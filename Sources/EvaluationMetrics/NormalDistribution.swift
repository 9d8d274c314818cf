// SPDX-License-Identifier: Apache-2.0

import Platform

/// The standard normal distribution.
enum NormalDistribution {
  /// The probability of a value up to `x`.
  static func cumulative(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

  /// The value up to which the probability is `share`, by halving an interval.
  /// - Parameter share: between 0 and 1.
  static func quantile(_ share: Double) -> Double {
    var (low, high) = (-40.0, 40.0)
    while high - low > 1e-12 {
      let middle = (low + high) / 2
      if cumulative(middle) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
