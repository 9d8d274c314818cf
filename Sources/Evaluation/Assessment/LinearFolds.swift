// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import EvaluationMetrics
import LinearModel

/// What linear models say of labeled rows that they did not see.
package struct LinearJudgment: Sendable {
  /// Of all runs.
  package let results: [RunResult]
  /// [rows x classes] By models that left out what the first ones found doubtful: rows with a wrong
  /// label pull the models of the other folds towards it.
  package let doubts: ScoreMatrix

  package init(results: [RunResult], doubts: ScoreMatrix) {
    self.results = results
    self.doubts = doubts
  }
}

/// Trains linear models on the runs of an assessment.
struct LinearFolds {
  private let rows: AssessmentRows
  private let trainer: LinearTrainer
  private let options: Assessor.Options

  /// How often the rows are cut into folds anew to find doubtful labels: the mean of several cuts is
  /// steadier than one.
  private static let cuts = 3

  init(_ rows: AssessmentRows, options: Assessor.Options) {
    self.rows = rows
    self.options = options
    trainer = LinearTrainer(
      texts: rows.prompts, labels: rows.labels, classCount: rows.classes.count,
      seed: options.seed)
  }

  func judge(_ runs: [AssessmentRun]) throws(AssayError) -> LinearJudgment {
    let folds = runs.filter { $0.share == 1 }
    let validation = try trainer.crossValidate(folds.map(\.test))
    var results: [RunResult] = []
    for run in runs {
      results.append(RunResult(run: run, scores: try scores(of: run, validation)))
    }
    return LinearJudgment(results: results, doubts: try doubts(validation))
  }

  private func doubts(
    _ validation: LinearTrainer.Validation
  ) throws(AssayError) -> ScoreMatrix {
    let doubtful = LabelNoise(labels: rows.labels, scores: validation.scores).candidates()
    let leftOut = Set(doubtful.map(\.row))
    var scores: [ScoreMatrix] = []
    for cut in 0..<Self.cuts {
      let folds = StratifiedFolds(
        labels: rows.labels, prompts: rows.prompts, count: options.folds,
        seed: options.seed &+ UInt64(cut))
      scores.append(
        try trainer.crossValidate(
          folds.folds, leavingOut: leftOut, strength: validation.strength
        ).scores)
    }
    return ScoreMatrix.mean(scores)
  }

  private func scores(
    of run: AssessmentRun, _ validation: LinearTrainer.Validation
  ) throws(AssayError) -> ScoreMatrix {
    guard run.share < 1 else {
      return ScoreMatrix(
        values: run.test.flatMap { validation.scores.row($0) },
        classCount: rows.classes.count)
    }
    let model = try trainer.train(on: run.training, strength: validation.strength)
    return trainer.classify(run.test, with: model)
  }
}
