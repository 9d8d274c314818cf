// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

/// The worked example with three classes: y=[0,0,0,1,1,2], p=[0,0,1,1,1,0].
@Suite struct ClassCountsTests {
  private let labels = [0, 0, 0, 1, 1, 2]
  private let predictions = [0, 0, 1, 1, 1, 0]
  private var counts: ClassCounts {
    ClassCounts(labels: labels, predictions: predictions, classCount: 3)
  }

  @Test func confusionMatrixHasTrueClassesAsRows() {
    let matrix = ConfusionMatrix(labels: labels, predictions: predictions, classCount: 3)
    #expect(matrix.rows == [[2, 1, 0], [0, 2, 0], [1, 0, 0]])
    #expect(matrix[0, 1] == 1)
  }

  @Test func averagesOfF1() throws {
    let micro = try #require(PrecisionRecallF.averaged(counts, .micro))
    let macro = try #require(PrecisionRecallF.averaged(counts, .macro))
    let weighted = try #require(PrecisionRecallF.averaged(counts, .weighted))
    #expect(close(micro.f, 2.0 / 3))
    #expect(close(macro.f, 0.488888888888889))
    #expect(close(weighted.f, 0.6))
    let each = PrecisionRecallF.perClass(counts).map(\.f)
    #expect(close(each[0], 2.0 / 3) && close(each[1], 0.8) && each[2] == 0)
  }

  @Test func aClassThatIsNeverSeenCountsForNothing() throws {
    let wider = ClassCounts(labels: labels, predictions: predictions, classCount: 4)
    let macro = try #require(PrecisionRecallF.averaged(wider, .macro))
    #expect(close(macro.f, 0.488888888888889))
    #expect(wider.seen == [0, 1, 2])
  }

  @Test func weightsCountRowsSeveralTimes() {
    let twice = ClassCounts(
      labels: labels, predictions: predictions, classCount: 3, weights: [2, 2, 2, 2, 2, 2])
    #expect(Accuracy.plain(twice) == Accuracy.plain(counts))
    #expect(twice.total == 12)
    let onlyLast = ClassCounts(
      labels: labels, predictions: predictions, classCount: 3, weights: [0, 0, 0, 0, 0, 1])
    #expect(Accuracy.plain(onlyLast) == .value(0))
    #expect(onlyLast.seen == [0, 2])
  }

  @Test func theMostFrequentConfusionsComeFirstWithTheirRows() {
    let most = Confusion.most(labels: [0, 1, 0, 1, 2], predictions: [1, 0, 1, 1, 0], limit: 2)
    #expect(most.map(\.rows) == [[0, 2], [1]])
    #expect(most[0].label == 0 && most[0].prediction == 1)
  }
}
