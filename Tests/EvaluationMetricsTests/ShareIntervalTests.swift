// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

/// The figures are those of scipy 1.17, `binomtest(...).proportion_ci(method="wilson")`.
@Suite struct ShareIntervalTests {
  @Test(arguments: [
    (90, 100, 0.825_634, 0.944_771), (0, 10, 0, 0.277_533), (10, 10, 0.722_467, 1),
    (2732, 3080, 0.875_347, 0.897_715),
  ])
  func aShareHasTheIntervalOfWilson(hits: Int, total: Int, low: Double, high: Double) throws {
    let interval = try #require(ConfidenceInterval.share(hits, of: total))
    #expect(abs(interval.low - low) < 1e-5 && abs(interval.high - high) < 1e-5)
  }

  @Test func noRowsHaveNone() {
    #expect(ConfidenceInterval.share(0, of: 0) == nil)
  }
}
