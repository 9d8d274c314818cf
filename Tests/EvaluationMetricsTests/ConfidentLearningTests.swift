// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

/// Worked by hand: thresholds are class 0: (0.9 + 0.8 + 0.1) / 3 = 0.6, class 1: (0.7 + 0.5 + 0.3)
/// / 3 = 0.5.
@Suite struct ConfidentLearningTests {
  private let labels = [0, 0, 0, 1, 1, 1]
  private let scores = ScoreMatrix(
    values: [0.9, 0.1, 0.8, 0.2, 0.1, 0.9, 0.3, 0.7, 0.5, 0.5, 0.7, 0.3], classCount: 2)

  @Test func thresholdsAreMeanSelfConfidences() throws {
    let thresholds = ConfidentLearning(labels: labels, scores: scores).thresholds
    #expect(abs(try #require(thresholds[0]) - 0.6) < 1e-12)
    #expect(abs(try #require(thresholds[1]) - 0.5) < 1e-12)
  }

  @Test func rowsThatCountAsAnotherClassAreRankedByMargin() {
    let found = ConfidentLearning(labels: labels, scores: scores).candidates
    #expect(found.map(\.row) == [2, 5])
    #expect(found.map(\.suggestion) == [1, 0])
    #expect(abs(found[0].margin - 0.8) < 1e-12 && abs(found[1].margin - 0.4) < 1e-12)
  }

  @Test func anotherClassMustReachItsOwnThreshold() {
    // Row 2 prefers class 1, but less than rows of class 1 do.
    let unsure = ScoreMatrix(values: [0.9, 0.1, 0.8, 0.2, 0.4, 0.6, 0.1, 0.9], classCount: 2)
    #expect(ConfidentLearning(labels: [0, 0, 0, 1], scores: unsure).candidates.isEmpty)
  }

  @Test func aClassWithoutRowsIsNeverSuggested() {
    let scores = ScoreMatrix(values: [0.2, 0, 0.8, 0.1, 0.8, 0.1], classCount: 3)
    let result = ConfidentLearning(labels: [0, 1], scores: scores)
    #expect(result.thresholds[2] == nil && result.candidates.isEmpty)
  }
}
