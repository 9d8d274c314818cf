// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@Suite struct FoldIntervalTests {
  /// Variance 0.00025, times 1/5 + 1/4, times t(4) = 2.7764.
  @Test func isNadeauAndBengios() throws {
    let interval = try #require(
      ConfidenceInterval.crossValidated(center: 0.8, folds: [0.78, 0.79, 0.80, 0.81, 0.82]))
    let spread = 2.7764 * (0.00025 * 0.45).squareRoot()
    #expect(abs(interval.low - (0.8 - spread)) < 1e-9)
    #expect(abs(interval.high - (0.8 + spread)) < 1e-9)
  }

  @Test func staysAShareAndNeedsTwoFolds() throws {
    let wide = try #require(ConfidenceInterval.crossValidated(center: 0.5, folds: [0.1, 0.9]))
    #expect(wide.low == 0 && wide.high == 1)
    #expect(ConfidenceInterval.crossValidated(center: 0.5, folds: [0.5]) == nil)
  }
}
