// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@testable import LinearModel

@Suite struct LinearTrainerTests {
  private let texts = (0..<90).map { "\(["yes", "no", "maybe"][$0 % 3]) said row \($0)" }
  private var labels: [Int] { texts.indices.map { $0 == 4 ? 0 : $0 % 3 } }

  private var trainer: LinearTrainer {
    LinearTrainer(texts: texts, labels: labels, classCount: 3, seed: 7)
  }

  private func folds(_ count: Int) -> [[Int]] {
    StratifiedFolds(labels: labels, prompts: texts, count: count, seed: 7).folds
  }

  /// The row with the wrong label is judged by models that did not see it.
  @Test func eachRowIsJudgedByModelsThatDidNotSeeIt() throws {
    let trainer = trainer
    let validation = try trainer.crossValidate(folds(5))
    #expect(validation.scores.rowCount == texts.count)
    #expect(validation.scores.mostLikely[4] == 1)
    let model = try trainer.train(on: Array(texts.indices), strength: 1_000)
    #expect(trainer.classify([4], with: model).mostLikely == [0])
  }

  @Test func rowsThatAreLeftOutTeachNothing() throws {
    let trainer = trainer
    let folds = self.folds(3)
    let yes = Set(texts.indices.filter { labels[$0] == 0 })
    let validation = try trainer.crossValidate(folds, leavingOut: yes)
    #expect(texts.indices.allSatisfy { validation.scores.mostLikely[$0] != 0 })
  }

  @Test func textsInNoFoldHaveNoScores() throws {
    let validation = try trainer.crossValidate([Array(0..<30), Array(30..<60)])
    #expect(validation.scores.row(80).allSatisfy { $0 == 0 })
    #expect(validation.scores.row(3).reduce(0, +) > 0.99)
  }
}
