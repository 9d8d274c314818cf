// SPDX-License-Identifier: Apache-2.0

import Platform
import Testing

@testable import EvaluationMetrics

@Suite struct PairedSampleSizeTests {
  /// Tables of the normal distribution.
  @Test(arguments: [
    (0.5, 0), (0.975, 1.959_963_985), (0.8, 0.841_621_234), (0.001, -3.090_232_306),
  ])
  func quantilesAreThoseOfTheTables(share: Double, value: Double) {
    #expect(abs(NormalDistribution.quantile(share) - value) < 1e-8)
    #expect(abs(NormalDistribution.cumulative(value) - share) < 1e-9)
  }

  /// So many rows show the difference about as often as is asked for: tried on rows at random.
  @Test(arguments: [(0.05, 0.2, 0.8), (0.1, 0.3, 0.9), (0.03, 0.06, 0.8)])
  func theTestSeesItAsOftenAsAsked(difference: Double, disagreement: Double, power: Double) {
    let rows = PairedSampleSize(difference: difference, power: power)
      .rows(disagreement: disagreement)
    var generator = SeededGenerator(seed: 3)
    let trials = 600
    let seen = (0..<trials).count { _ in
      var (first, second) = (0, 0)
      for _ in 0..<rows {
        let draw = generator.nextUnit()
        if draw < (disagreement + difference) / 2 {
          first += 1
        } else if draw < disagreement {
          second += 1
        }
      }
      // McNemar's statistic against the square of 1.96.
      let uneven = Double(first - second)
      return uneven * uneven > 3.841_458_8 * Double(first + second)
    }
    #expect(abs(Double(seen) / Double(trials) - power) < 0.05)
  }

  @Test func smallerDifferencesTakeMoreRows() {
    let point = PairedSampleSize(difference: 0.01).rows(disagreement: 0.1)
    let half = PairedSampleSize(difference: 0.005).rows(disagreement: 0.1)
    #expect(abs(Double(half) / Double(point) - 4) < 0.01)
    #expect(PairedSampleSize(difference: 0.1).rows(disagreement: 0.1) > 1)
    #expect(
      PairedSampleSize(difference: 0.01, power: 0.9).rows(disagreement: 0.1) > point)
  }
}
