// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@Suite struct BootstrapTests {
  /// A plain congruential generator: the same numbers in every run.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test func everyResampleKeepsTheClassSizes() {
    var numbers = Numbers(state: 1)
    let strata = [0, 0, 0, 1, 1, 2]
    _ = Bootstrap.intervals(strata: strata, resamples: 50, using: &numbers) { weights in
      #expect(weights[0...2].reduce(0, +) == 3)
      #expect(weights[3...4].reduce(0, +) == 2)
      #expect(weights[5] == 1)
      return []
    }
  }

  @Test func theIntervalOfAMeanHasTheWidthOfTheory() throws {
    // 400 rows, half of them right: standard error 0.025, so about 0.451 to 0.549.
    var numbers = Numbers(state: 7)
    let hits = (0..<400).map { Double($0 % 2) }
    let intervals = Bootstrap.intervals(
      strata: Array(repeating: 0, count: 400), resamples: 2_000, using: &numbers
    ) { weights in [Mean.of(hits, weights: weights).value, nil] }
    let interval = try #require(intervals[0])
    #expect(abs(interval.low - 0.451) < 0.006 && abs(interval.high - 0.549) < 0.006)
    #expect(intervals[1] == nil)
  }

  @Test func sameSeedSameInterval() {
    func run() -> [ConfidenceInterval?] {
      var numbers = Numbers(state: 3)
      return Bootstrap.intervals(strata: [0, 0, 0], resamples: 20, using: &numbers) { [$0[0]] }
    }
    #expect(run() == run())
  }

  @Test func mcNemar() {
    // 1 against 7 discordant rows: 2 * (1 + 8) / 2^8.
    let first = Array(repeating: true, count: 1) + Array(repeating: false, count: 7) + [true]
    let second = Array(repeating: false, count: 1) + Array(repeating: true, count: 7) + [true]
    let test = McNemar(first: first, second: second)
    #expect(test.onlyFirst == 1 && test.onlySecond == 7)
    #expect(close(test.pValue, 18.0 / 256))
    #expect(McNemar(first: [true], second: [true]).pValue == 1)
  }
}
