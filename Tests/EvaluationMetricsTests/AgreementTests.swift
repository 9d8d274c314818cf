// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

/// The worked example with two classes: y=[0,0,1,1,1], p=[0,1,1,1,0].
@Suite struct AgreementTests {
  private let counts = ClassCounts(
    labels: [0, 0, 1, 1, 1], predictions: [0, 1, 1, 1, 0], classCount: 2)

  @Test(arguments: [0.5, 1, 2]) func fScores(beta: Double) {
    #expect(close(PrecisionRecallF.perClass(counts, beta: beta)[1].f, 2.0 / 3))
  }

  @Test func correlationKappaAndBalancedAccuracy() throws {
    #expect(close(try #require(MatthewsCorrelation.of(counts).value), 1.0 / 6))
    #expect(close(try #require(CohenKappa.of(counts).value), 1.0 / 6))
    #expect(close(try #require(Accuracy.balanced(counts).value), 0.583333333333333))
  }

  @Test func aConstantPredictionHasCorrelation0() {
    let constant = ClassCounts(labels: [0, 1, 1], predictions: [1, 1, 1], classCount: 2)
    #expect(MatthewsCorrelation.of(constant) == .value(0))
    #expect(CohenKappa.of(constant) == .value(0))
  }

  @Test func kappaOfOneClassIsUndefined() {
    let single = ClassCounts(labels: [1, 1], predictions: [1, 1], classCount: 2)
    #expect(CohenKappa.of(single).value == nil)
    #expect(CohenKappa.of(single).reason != nil)
    #expect(MatthewsCorrelation.of(single) == .value(0))
  }

  @Test func nothingIsDefinedWithoutRows() {
    let none = ClassCounts(labels: [], predictions: [], classCount: 2)
    #expect(Accuracy.plain(none).reason != nil)
    #expect(Accuracy.balanced(none).reason != nil)
    #expect(PrecisionRecallF.averaged(none, .macro) == nil)
  }
}
