// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import JSON
import Reports
import Testing

@testable import Evaluation

@Suite struct DataPlanTests {
  /// Errors of 2 / sqrt(rows).
  private func curve(floor: Double = 0) -> LearningCurve {
    LearningCurve(
      [100.0, 200, 400, 800].map { rows in
        LearningCurve.Point(
          rows: rows, testedRows: 5_000, value: 1 - floor - 2 / rows.squareRoot())
      }, seed: 1)
  }

  private func plan(target: Double, floor: Double = 0) -> DataPlan {
    DataPlan(
      PairedSampleSize(difference: 0.02), accuracy: 0.9,
      training: DataPlan.TrainingSet(
        file: "t.csv", rows: 800, target: target, curve: curve(floor: floor)))
  }

  @Test func theLawIsReadBackwards() throws {
    let demand = try #require(curve().demand(for: 0.95))
    // 2 / sqrt(1600) = 0.05.
    #expect(abs(try #require(demand.rows) - 1_600) < 100)
    #expect(demand.interval.lowerBound < 1_600 && demand.interval.upperBound > 1_600)
    #expect(curve(floor: 0.2).demand(for: 0.99)?.rows == nil)
    #expect(LearningCurve([], seed: 1).demand(for: 0.9) == nil)
  }

  @Test func theReportNamesRowsForBothPurposes() {
    let plan = plan(target: 0.95)
    #expect(plan.testSets.count == 2 && plan.testSets[0].rows < plan.testSets[1].rows)
    let text = TextReport(colored: false).render(plan.report())
    #expect(text.contains("tell two models 2 points apart"))
    #expect(text.contains("An accuracy of 0.9500 takes about 1,"))
    #expect(plan.report().data["training_rows"]?["needed"]?.integer ?? 0 > 1_400)
  }

  @Test func whatNoRowsBringIsSaid() {
    let text = TextReport(colored: false).render(plan(target: 0.99, floor: 0.2).report())
    #expect(text.contains("More rows of this kind are not expected to bring"))
  }

  @Test func twoModelsAreMeasuredByTheirDisagreement() {
    let plan = DataPlan(PairedSampleSize(difference: 0.02), accuracy: 0.9, measured: 0.08)
    #expect(plan.testSets.map(\.disagreement) == [0.08] && plan.training == nil)
    // Models cannot differ by more than they disagree.
    let few = DataPlan(PairedSampleSize(difference: 0.02), accuracy: 0.9, measured: 0.001)
    #expect(few.testSets.map(\.disagreement) == [0.02])
  }
}
