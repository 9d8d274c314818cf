// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import EvaluationMetrics

/// Finds out what labeled rows are worth: trains a linear model, and where one is wanted a
/// fine-tuned one, for each fold of a cross-validation and for parts of the data, and lets each judge
/// the rows it did not see.
package struct Assessor {
  package struct Options: Sendable, Equatable {
    /// Folds of the cross-validation, at least 2.
    package var folds = 5
    /// Parts of the training rows for the learning curve; none leaves it out.
    package var shares = [0.125, 0.25, 0.5]
    /// Which rows have a doubtful label.
    package var filter = LabelNoise.Filter.selfConfidence
    /// The seed of folds, parts and intervals.
    package var seed: UInt64 = 42

    package init() {}
  }

  package let rows: AssessmentRows
  /// Of the fine-tuned models; nil where the linear model is enough.
  package let trainer: FoldTrainer?
  package let options: Options
  package let runs: [AssessmentRun]

  /// - Throws: `AssayError` when there are fewer rows than the folds need.
  package init(
    _ rows: AssessmentRows, trainer: FoldTrainer?, options: Options
  ) throws(AssayError) {
    let folds = StratifiedFolds(
      labels: rows.labels, prompts: rows.prompts, count: options.folds, seed: options.seed)
    guard folds.folds.allSatisfy({ !$0.isEmpty }), rows.count >= 2 * options.folds else {
      throw AssayError(
        "\(Plural.counted(rows.count, "row")) \(rows.count == 1 ? "is" : "are") too few for \(options.folds) folds",
        at: Location(file: rows.file),
        remedy: "Give more rows with different prompts, or fewer --folds")
    }
    self.rows = rows
    self.trainer = trainer
    self.options = options
    runs = AssessmentRun.all(
      folds: folds, labels: rows.labels, shares: options.shares, seed: options.seed)
  }

  /// Examples that all runs see, epochs counted; the linear models count each of theirs once.
  package var examplesSeen: Int {
    runs.reduce(0) { sum, run in
      sum + run.training.count + (trainer?.examplesSeen(rowCount: run.training.count) ?? 0)
    }
  }

  /// How long the fine-tuned models will take, by the speed of a few steps; nil without them.
  package func forecastDuration() throws(AssayError) -> Duration? {
    guard let trainer else { return nil }
    let seconds = try trainer.secondsPerExample(on: runs[0].training)
    let examples = runs.reduce(0) { $0 + trainer.examplesSeen(rowCount: $1.training.count) }
    return .seconds(seconds * Double(examples))
  }

  /// Trains and tests all runs.
  /// - Parameters:
  ///   - memory: knows runs of an assessment that was stopped, and keeps these.
  ///   - progress: called with examples done and in all, and the run's number from 1.
  package func run(
    remembering memory: AssessmentMemory? = nil,
    progress: (_ done: Int, _ total: Int, _ run: Int) -> Void = { _, _, _ in }
  ) throws(AssayError) -> Assessment {
    let total = examplesSeen
    let linear = try LinearFolds(rows, options: options).judge(runs)
    var done = runs.reduce(0) { $0 + $1.training.count }
    progress(done, total, 1)
    guard let trainer else {
      return try Assessment(rows: rows, options: options, linear: linear)
    }
    var results: [RunResult] = []
    for (index, run) in runs.enumerated() {
      if let known = memory?.scores(
        of: index, rowCount: run.test.count, classCount: rows.classes.count)
      {
        done += trainer.examplesSeen(rowCount: run.training.count)
        progress(done, total, index + 1)
        results.append(RunResult(run: run, scores: known))
        continue
      }
      let scores = try withoutActuallyEscaping(progress) { progress throws(AssayError) in
        try self.scores(of: run, trainer) { count in
          done += count
          progress(done, total, index + 1)
        }
      }
      memory?.keep(scores, of: index)
      results.append(RunResult(run: run, scores: scores))
    }
    var assessment = try Assessment(
      rows: rows, options: options, linear: linear, results: results)
    assessment.shortenedRows = trainer.shortenedRows
    return assessment
  }

  /// [test rows x classes] What a model says that is trained for a run.
  private func scores(
    of run: AssessmentRun, _ trainer: FoldTrainer, observe: (Int) -> Void
  ) throws(AssayError) -> ScoreMatrix {
    let model = try trainer.train(on: run.training, observe: observe)
    return ScoreMatrix(
      logProbabilities: try trainer.classify(run.test, with: model),
      classCount: rows.classes.count)
  }
}
