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

  init(_ rows: AssessmentRows, options: Assessor.Options) {
    self.rows = rows
    trainer = LinearTrainer(
      texts: rows.prompts, labels: rows.labels, classCount: rows.classes.count,
      seed: options.seed)
  }

  func judge(_ runs: [AssessmentRun]) throws(AssayError) -> LinearJudgment {
    let folds = runs.filter { $0.share == 1 }
    let validation = try trainer.crossValidate(folds.map(\.test))
    let doubtful = LabelNoise(labels: rows.labels, scores: validation.scores).candidates()
    let cleaned = try trainer.crossValidate(
      folds.map(\.test), leavingOut: Set(doubtful.map(\.row)))
    var results: [RunResult] = []
    for run in runs {
      results.append(RunResult(run: run, scores: try scores(of: run, validation)))
    }
    return LinearJudgment(results: results, doubts: cleaned.scores)
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
