// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@Suite struct RankingTests {
  private let positives = [false, false, true, true]
  private let ranking = Ranking([0.1, 0.4, 0.35, 0.8])

  @Test func workedExample() throws {
    #expect(AUROC.binary(ranking, positives: positives) == .value(0.75))
    let precision = try #require(AveragePrecision.of(ranking, positives: positives).value)
    #expect(close(precision, 0.833333333333333))
  }

  @Test func tiesCountHalf() {
    let tied = Ranking([0.5, 0.5, 0.5, 0.9])
    let positives = [false, true, false, true]
    #expect(AUROC.binary(tied, positives: positives) == .value(0.75))
    #expect(AveragePrecision.of(tied, positives: positives) == .value(0.75))
  }

  @Test func oneClassAloneHasNoArea() {
    #expect(AUROC.binary(ranking, positives: [true, true, true, true]).reason != nil)
    #expect(AUROC.binary(ranking, positives: [false, false, false, false]).reason != nil)
    #expect(AveragePrecision.of(ranking, positives: [true, true, true, true]) == .value(1))
    #expect(AveragePrecision.of(ranking, positives: [false, false, false, false]).value == nil)
  }

  @Test func weightsAreRepeatedRows() {
    let repeated = Ranking([0.1, 0.4, 0.4, 0.35, 0.8])
    #expect(
      AUROC.binary(ranking, positives: positives, weights: [1, 2, 1, 1])
        == AUROC.binary(repeated, positives: [false, false, false, true, true]))
  }

  @Test func curveGoesFromCornerToCorner() throws {
    let curve = try #require(ROCCurve(ranking, positives: positives))
    #expect(
      curve.points.map { [$0.falsePositiveRate, $0.truePositiveRate] }
        == [[0, 0], [0, 0.5], [0.5, 0.5], [0.5, 1], [1, 1]])
    #expect(ROCCurve(ranking, positives: [true, true, true, true]) == nil)
  }

  @Test func straightStretchesHaveNoInnerPoints() throws {
    let curve = try #require(ROCCurve(ranking, positives: [false, false, false, true]))
    #expect(curve.points.count == 3)
  }

  @Test func bestThresholdSplitsWhereF1IsHighest() throws {
    let curve = try #require(
      PrecisionRecallCurve(Ranking([0.9, 0.6, 0.4, 0.2]), positives: [true, true, false, false]))
    let best = try #require(curve.bestF1)
    #expect(best.f1 == 1)
    #expect(best.threshold == 0.5)
    #expect(curve.points.map(\.recall) == [0.5, 1, 1, 1])
  }

  @Test func oneVersusRestSaysWhichClassesLack() {
    let rankings = [[0.7, 0.2, 0.1], [0.2, 0.7, 0.1], [0.1, 0.1, 0.8]].map { Ranking($0) }
    func area(_ labels: [Int], weighted: Bool) -> Figure {
      AUROC.oneVersusRest(rankings, labels: labels, weighted: weighted)
    }
    #expect(area([0, 1, 2], weighted: false) == .value(1))
    #expect(area([0, 1, 1], weighted: false).value == nil)
    #expect(area([0, 1, 1], weighted: true).value != nil)
    #expect(area([1, 1, 1], weighted: true).reason == "every row is of one class")
  }
}
