// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import LanguageModel
import Platform
import Training
import Workflows

/// Runs trials of a search, each in a folder of its own. One that is finished is read, one that was
/// broken off goes on: the same search started again does no step twice.
struct TrialRunner {
  let request: TuneRequest
  let program: TrainingRun.Program
  let observe: (TuneEvent) -> Void
  let shouldStop: () -> Bool

  /// - Parameter expected: how many trials are known of.
  /// - Throws: `AssayError` when the run cannot be done, or the folder holds another one.
  /// - Returns: nil when the caller wanted to stop.
  func run(
    _ trial: TuneTrial, maximumSteps: Int? = nil, part: Double? = nil, expected: Int
  ) throws(AssayError) -> TuneTrial? {
    var trial = trial
    observe(.begins(trial, of: expected))
    do throws(AssayError) {
      guard let record = try perform(trial, maximumSteps, part: part) else { return nil }
      trial.take(record)
    } catch {
      // A rate that is too high is a result of the search, not its end.
      guard error.cause == .divergence else { throw error }
    }
    observe(.ended(trial))
    return trial
  }

  private func perform(
    _ trial: TuneTrial, _ maximumSteps: Int?, part: Double?
  ) throws(AssayError) -> TrainingRecord? {
    var run = request.run
    run.model = trial.model
    run.output = trial.folder
    run.policy = .resume
    run.part = part ?? run.part
    run.hyperparameters = Self.hyperparameters(of: trial).over(run.hyperparameters)
    run.hyperparameters.maximumSteps = maximumSteps ?? run.hyperparameters.maximumSteps
    // Which is faster must not be another answer in a session that goes on.
    run.hyperparameters.precision = run.hyperparameters.precision ?? .f32
    var total = 1
    let result = try TrainingRun(
      run, program: program,
      observe: { event in
        switch event {
        case .begins(let overview):
          total = overview.totalSteps
          for warning in overview.warnings { observe(.warning(warning)) }
        case .training(.step(let record)): observe(.steps(done: record.step, total: total))
        default: break
        }
      }, shouldStop: shouldStop
    ).perform()
    switch result {
    case .finished(let record, _): return record
    case .stoodFinished(let folder): return try TrainingRecord(folder: folder)
    case .finishedLinear:
      throw AssayError(
        "a linear model has nothing to tune: it chooses its strength itself",
        remedy: "Train it with assay train -m linear")
    case .interrupted, .followed: return nil
    }
  }

  static func hyperparameters(of trial: TuneTrial) -> Hyperparameters {
    var asked = Hyperparameters()
    for declaration in HyperparameterTable.declarations {
      if let value = trial.values[declaration.name] { asked[declaration] = value }
    }
    return asked
  }

  /// Removes the weights of all trials but one; their records and figures stay.
  static func removeWeights(of trials: [TuneTrial], but best: TuneTrial) {
    for trial in trials where trial.folder != best.folder {
      Files.remove("\(trial.folder)/model.safetensors")
      Files.remove("\(trial.folder)/adapter_model.safetensors")
    }
  }
}
