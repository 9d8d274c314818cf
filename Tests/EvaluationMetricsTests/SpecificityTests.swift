// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@Suite struct SpecificityTests {
  private func figure(_ labels: [Int], _ predictions: [Int], weights: [Double]? = nil) -> Figure {
    Specificity.of(
      ClassCounts(labels: labels, predictions: predictions, classCount: 2, weights: weights))
  }

  @Test func negativesThatAreLeftAlone() {
    // Three negatives, one of them taken for positive; what positives get does not matter.
    #expect(figure([0, 0, 0, 1, 1], [0, 1, 0, 0, 1]) == .value(2.0 / 3))
    #expect(figure([0, 0, 0, 1, 1], [0, 1, 0, 1, 0]) == .value(2.0 / 3))
  }

  @Test func rowsCountByTheirWeight() {
    #expect(figure([0, 0, 1], [0, 1, 1], weights: [3, 1, 5]) == .value(0.75))
  }

  @Test func thereMustBeANegative() {
    #expect(figure([1, 1], [0, 1]).reason == "there is no negative row")
  }
}
