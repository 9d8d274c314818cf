// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@testable import Evaluation

@Suite struct AssessmentPartsTests {
  @Test func tokensAreNumberedAsTheyCome() {
    let subset = VocabularySubset([[7, 9], [9, 50256, 3]], endToken: 50256)
    #expect(subset.count == 4 && subset.endToken == 0)
    #expect(subset.renumbered([3, 7, 9, 50256]) == [3, 1, 2, 0])
    #expect(subset.renumbered([8, 7]) == [1])
    #expect(VocabularySubset([[Int32]](), endToken: 5).count == 1)
  }

  @Test func runsCoverAllFoldsAndTheCurve() {
    let labels = (0..<40).map { $0 % 2 }
    let folds = StratifiedFolds(
      labels: labels, prompts: labels.indices.map { "p\($0)" }, count: 4, seed: 1)
    let runs = AssessmentRun.all(folds: folds, labels: labels, shares: [0.5, 0.25], seed: 1)
    #expect(runs.prefix(4).allSatisfy { $0.share == 1 } && runs.count == 12)
    for run in runs {
      #expect(Set(run.training).isDisjoint(with: run.test) && run.test == folds.folds[run.fold])
    }
    #expect(runs.prefix(4).allSatisfy { $0.training.count + $0.test.count == 40 })
    #expect(runs.filter { $0.share == 0.5 }.allSatisfy { (14...16).contains($0.training.count) })
  }

  @Test func aThousandTestedRowsAreEnoughForTheCurve() {
    let labels = [Int](repeating: 0, count: 3_000)
    let folds = StratifiedFolds(
      labels: labels, prompts: labels.indices.map(String.init), count: 5, seed: 1)
    let runs = AssessmentRun.all(folds: folds, labels: labels, shares: [0.5], seed: 1)
    // Folds of 600: the second brings the tested rows over a thousand.
    #expect(runs.filter { $0.share == 0.5 }.map(\.fold) == [0, 1])
  }

  @Test func resultsAreCountedTogether() {
    func result(_ fold: Int, _ test: [Int], _ scores: [Double]) -> RunResult {
      RunResult(
        run: AssessmentRun(fold: fold, share: 1, training: [], test: test),
        scores: ScoreMatrix(values: scores, classCount: 2))
    }
    let results = [result(0, [0, 2], [0.9, 0.1, 0.2, 0.8]), result(1, [1], [0.7, 0.3])]
    let figures = RunResult.figures(results, labels: [0, 1, 1], classCount: 2)
    #expect(abs(figures.accuracy - 2.0 / 3) < 1e-12)
    #expect(RunResult.figures([], labels: [], classCount: 2).accuracy == 0)
  }

  @Test func aCurveGoesOnByItsLaw() throws {
    let points = [100.0, 200, 400, 800].map { rows in
      LearningCurve.Point(rows: rows, testedRows: 500, value: 1 - 2 * (1 / rows.squareRoot()))
    }
    let curve = LearningCurve(points, seed: 3)
    let forecast = try #require(curve.forecast(rows: 1_600))
    #expect(abs(forecast.value - 0.95) < 0.02 && forecast.rows == 1_600)
    #expect(forecast.interval.low <= forecast.value && forecast.value <= forecast.interval.high)
    #expect(LearningCurve(Array(points.prefix(2)), seed: 3).forecast(rows: 1_600) == nil)
    #expect(LearningCurve(points, seed: 3).forecast(rows: 1_600) == forecast)
  }

  @Test func partsKeepARowOfEachClass() {
    let labels = [0, 0, 0, 0, 0, 0, 0, 0, 1]
    let part = StratifiedFolds.subset(of: Array(0..<9), labels: labels, share: 0.25, seed: 2)
    #expect(part.count == 3 && part.contains(8) && part == part.sorted())
    #expect(StratifiedFolds.subset(of: Array(0..<9), labels: labels, share: 1, seed: 2).count == 9)
  }
}
