// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@Suite struct ThresholdSweepTests {
  @Test func rowsAboveTheThresholdAreTaken() throws {
    let sweep = ThresholdSweep(
      scores: [0.1, 0.4, 0.35, 0.8], positives: [false, false, true, true])
    #expect(sweep.rows.map(\.threshold).first == 0.05 && sweep.rows.count == 19)
    let half = try #require(sweep.rows.first { $0.threshold == 0.5 })
    #expect(half.taken == 1 && half.accuracy == 0.75)
    #expect(half.figures.precision == 1 && half.figures.recall == 0.5)
    let third = try #require(sweep.rows.first { $0.threshold == 0.3 })
    #expect(third.taken == 3 && close(third.figures.precision, 2.0 / 3) && third.accuracy == 0.75)
    // A score that is the threshold is not above it.
    #expect(sweep.rows.first { $0.threshold == 0.8 }?.taken == 0)
  }
}
