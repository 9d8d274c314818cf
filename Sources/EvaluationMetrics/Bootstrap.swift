// SPDX-License-Identifier: Apache-2.0

/// Intervals by resampling rows with replacement within each class, so that every resample has the
/// data's own class sizes.
/// Source: Efron and Tibshirani, "An introduction to the bootstrap" (1993), percentile method.
package enum Bootstrap {
  /// Intervals of 95 % for several statistics at once.
  /// - Parameters:
  ///   - strata: [rows] the class of each row.
  ///   - statistics: the figures for the number of times each row was drawn, always as many; nil
  ///     where a figure is undefined, which then does not count.
  package static func intervals(
    strata: [Int], resamples: Int, using generator: inout some RandomNumberGenerator,
    statistics: ([Double]) -> [Double?]
  ) -> [ConfidenceInterval?] {
    samples(strata, resamples, using: &generator, statistics: statistics).map { values in
      quantile(0.025, of: values).flatMap { low in
        quantile(0.975, of: values).map { ConfidenceInterval(low: low, high: $0) }
      }
    }
  }

  /// What several statistics stay below in a share of the resamples.
  package static func quantiles(
    _ share: Double, strata: [Int], resamples: Int,
    using generator: inout some RandomNumberGenerator, statistics: ([Double]) -> [Double?]
  ) -> [Double?] {
    samples(strata, resamples, using: &generator, statistics: statistics)
      .map { quantile(share, of: $0) }
  }

  /// [statistics][resamples]
  private static func samples(
    _ strata: [Int], _ resamples: Int, using generator: inout some RandomNumberGenerator,
    statistics: ([Double]) -> [Double?]
  ) -> [[Double]] {
    let members = Dictionary(grouping: strata.indices) { strata[$0] }
      .sorted { $0.key < $1.key }.map(\.value)
    var samples: [[Double]] = []
    var weights = [Double](repeating: 0, count: strata.count)
    for _ in 0..<resamples {
      draw(members, into: &weights, using: &generator)
      let values = statistics(weights)
      if samples.isEmpty { samples = values.map { _ in [] } }
      for (index, value) in values.enumerated() { if let value { samples[index].append(value) } }
    }
    return samples.map { $0.sorted() }
  }

  private static func draw(
    _ members: [[Int]], into weights: inout [Double],
    using generator: inout some RandomNumberGenerator
  ) {
    for index in weights.indices { weights[index] = 0 }
    for rows in members {
      for _ in rows { weights[rows[Int.random(in: rows.indices, using: &generator)]] += 1 }
    }
  }

  /// Interpolated between the neighbors; nil where there are none.
  private static func quantile(_ share: Double, of sorted: [Double]) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
