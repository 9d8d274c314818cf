// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@Suite struct ProbabilityTests {
  private let scores = ScoreMatrix(values: [0.9, 0.1, 0.2, 0.8], classCount: 2)

  @Test func workedExamples() throws {
    #expect(close(try #require(LogLoss.mean(labels: [0, 1], scores: scores).value), 0.1642520335))
    let binary = BrierScore.perRow(positives: [false, true], scores: [0.1, 0.8])
    #expect(close(try #require(Mean.of(binary).value), 0.025))
    let sums = BrierScore.perRow(labels: [0, 1], scores: scores)
    #expect(close(try #require(Mean.of(sums).value), 0.05))
  }

  @Test func aCertainMistakeCosts36() {
    let certain = ScoreMatrix(values: [1, 0], classCount: 2)
    #expect(close(LogLoss.perRow(labels: [1], scores: certain)[0], 36.04365338911715))
    #expect(LogLoss.perRow(labels: [0], scores: certain)[0] < 1e-15)
  }

  @Test func theFirstOfEqualsIsPredicted() {
    let tied = ScoreMatrix(values: [0.4, 0.4, 0.2, 0.2, 0.4, 0.4], classCount: 3)
    #expect(tied.mostLikely == [0, 1])
    #expect(TopKAccuracy.perRow(labels: [1, 0], scores: tied, k: 1) == [false, false])
    #expect(TopKAccuracy.perRow(labels: [1, 0], scores: tied, k: 2) == [true, false])
  }

  @Test func binsAreOpenBelowAndClosedAbove() {
    let bins = ReliabilityBins(
      confidences: [1.0 / 15, 2.0 / 15, 0.2, 1], correct: [true, false, true, true]
    ).bins
    #expect(bins[0].weight == 1 && bins[1].weight == 1 && bins[2].weight == 1)
    #expect(bins[14].weight == 1)
    #expect(bins[3].accuracy == nil)
    for index in 1...15 {
      let edge = Double(index) / 15
      let one = ReliabilityBins(confidences: [edge], correct: [true]).bins
      #expect(one[index - 1].weight == 1, "\(edge) is the upper end of bin \(index - 1)")
    }
  }

  @Test func calibrationErrorIsTheDistanceOfConfidenceAndAccuracy() throws {
    let bins = ReliabilityBins(
      confidences: [0.8, 0.8, 0.8, 0.8], correct: [true, true, true, false])
    #expect(close(try #require(bins.expectedCalibrationError.value), 0.05))
    #expect(ReliabilityBins(confidences: [], correct: []).expectedCalibrationError.value == nil)
  }

  @Test func temperatureUndoesSharpening() throws {
    // Rows of a calibrated classifier (right in 3 of 4 rows it is 0.75 sure of), then sharpened.
    let calibrated = ScoreMatrix(
      values: Array(repeating: [0.75, 0.25], count: 4).flatMap { $0 }, classCount: 2)
    let labels = [0, 0, 0, 1]
    #expect(close(try #require(Temperature.fit(labels: labels, scores: calibrated).value), 1))
    let sharp = Temperature.apply(0.5, to: calibrated)
    #expect(close(sharp[0, 0], 0.9))
    #expect(close(try #require(Temperature.fit(labels: labels, scores: sharp).value), 2))
  }

  @Test func aPerfectClassifierHasNoTemperature() {
    #expect(Temperature.fit(labels: [0, 1], scores: scores).reason != nil)
  }
}
