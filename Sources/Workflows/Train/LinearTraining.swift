// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Evaluation
import EvaluationMetrics
import Foundation
import JSON
import LinearModel
import ModelStore
import Platform
import Training

/// Trains a linear model, from the files to the finished folder: the same request as for a language model,
/// in seconds and in one go.
struct LinearTraining {
  let request: TrainingRequest
  let program: TrainingRun.Program
  let observe: (TrainingProgress) -> Void

  private static let usualSeed = 42

  /// - Throws: `AssayError` when the request asks for what a linear model has not, or the rows are of no
  ///   use.
  func perform(in path: String) throws(AssayError) -> TrainingResult {
    try refuseOthersOptions()
    let doubts = try TrainingDataCheck(request).run()
    var data = try LinearTrainingData(request)
    let folder = try RunFolder(path: path, policy: request.policy)
    do throws(AssayError) {
      let spellings = TrainingDataCheck.spellings(
        of: data.classes.count, data.facts, file: request.trainingFile)
      for doubt in doubts + spellings + (try data.prepareValidation()) {
        observe(.warning(doubt))
      }
      let start = ContinuousClock.now
      let model = try LinearClassifier(
        texts: data.training.prompts, labels: data.labels, classCount: data.classes.count,
        seed: UInt64(seed))
      let seconds = start.duration(to: .now) / .seconds(1)
      var result = LinearResult(
        folder: path, rows: data.training.count, classes: data.classes.count,
        parameters: model.parameters.weights.count, strength: model.strength, seconds: seconds)
      result.validationFile = request.validationFile
      if let validation = data.validation {
        result.validation = try figures(of: model, data.classes, on: validation)
      }
      try publish(model, data, result: result, in: folder)
      return .finishedLinear(result)
    } catch {
      folder.removeIfEmpty()
      throw error
    }
  }

  private var seed: Int { request.hyperparameters.seed.map { Int($0) } ?? Self.usualSeed }

  private func refuseOthersOptions() throws(AssayError) {
    let asked = request.hyperparameters
    let given = HyperparameterTable.declarations.first { declaration in
      declaration.name != "seed" && asked[declaration] != nil
    }
    if let given {
      throw AssayError(
        "--\(given.option) is not for a linear model, which chooses all but its seed itself",
        remedy: "Leave it out, or train a language model, such as -m nano")
    }
    guard request.policy != .resume else {
      throw AssayError(
        "--resume is not for a linear model, which is trained in one go",
        remedy: "Start anew with --overwrite")
    }
  }

  /// - Returns: nil where the rows are of one class or fewer.
  private func figures(
    of model: LinearClassifier, _ classes: [String], on rows: PromptRows
  ) throws(AssayError) -> LinearResult.Figures {
    let evaluation = try LinearEvaluator(model: model, classes: classes).evaluate(rows)
      .classification(EvaluationOptions())
    func value(_ key: String) -> Double? {
      evaluation?.figures.first { $0.key == key }?.figure.value
    }
    return .init(
      rows: rows.count, accuracy: value("accuracy"), macroF1: value("macro_f1"),
      logLoss: value("log_loss"))
  }

  /// Writes the model, with `assay.json` last: a folder that has it is complete.
  private func publish(
    _ model: LinearClassifier, _ data: LinearTrainingData, result: LinearResult,
    in folder: RunFolder
  ) throws(AssayError) {
    try LinearModelFile.write(model, to: folder.path)
    let record = ModelRecord(
      json: try data.record(result, request: request, seed: seed, program: program))
    let card = ModelCard(linear: folder.path, parameters: result.parameters, record: record)
    try AtomicFile.write(card.text.utf8, to: "\(folder.path)/\(ModelCard.fileName)")
    try record.write(to: folder.path)
    folder.checkpoints.removeAll()
  }
}

/// What came of training a linear model.
package struct LinearResult: Sendable {
  package let folder: String
  package let rows: Int
  package let classes: Int
  package let parameters: Int
  /// scikit-learn's `C`, chosen by a cross-validation on the training rows.
  package let strength: Double
  package let seconds: Double
  package var validationFile: String?
  /// Nil where no validation file was given.
  package var validation: Figures?

  /// How it does on the validation rows.
  package struct Figures: Sendable {
    package let rows: Int
    package let accuracy: Double?
    package let macroF1: Double?
    package let logLoss: Double?
  }
}
