// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@testable import Evaluation

@Suite struct VerdictTests {
  @Test func valuesHaveThreeDigits() {
    #expect(Verdict.value(0.88749, nil) == "0.887")
    #expect(
      Verdict.value(0.5, ConfidenceInterval(low: 0.1234, high: 0.9876)) == "0.500 [0.123, 0.988]")
  }

  @Test(
    arguments: [
      (0.9, 0.81, "9.0 points above a"), (0.8, 0.9, "10.0 points below a"),
      (0.51, 0.5, "1.0 point above a"), (0.5, 0.5, "as good as a"), (0.5004, 0.5, "as good as a"),
      (0.5006, 0.5, "0.1 points above a"), (0.5, 0.5012, "0.1 points below a"),
    ])
  func distancesAreInPoints(_ share: Double, _ other: Double, _ text: String) {
    #expect(Verdict.distance(share, from: other, name: "a") == text)
  }

  @Test func countsAndNames() {
    #expect(Verdict.counted(1, "row") == "1 row" && Verdict.counted(3080, "row") == "3,080 rows")
    #expect(Verdict.name(" yes no") == "'yes no'" && Verdict.name("a ") == "'a '")
  }
}
