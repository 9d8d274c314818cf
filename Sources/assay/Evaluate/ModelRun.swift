// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import JSON
import LanguageModel
import ModelStore
import Tokenizer
import Training

/// A model with its tokenizer and record, for the commands that measure models on files.
struct ModelRun {
  /// As the user named it.
  let name: String
  let folder: String
  let loaded: LoadedModel
  let record: ModelRecord?
  private let precision: PrecisionOptions
  private let output: OutputOptions

  /// - Throws: `AssayError` when there is no such model or it cannot be read.
  init(
    _ name: String, precision: PrecisionOptions, output: OutputOptions
  ) throws(AssayError) {
    self.name = name
    self.precision = precision
    self.output = output
    folder = try ModelReference.folder(of: name)
    loaded = try LoadedModel(directory: folder, findBase: ModelReference.findBase)
    try loaded.model.setPrecision(
      precision.resolve(for: loaded.model.configuration, output: output))
    record = try ModelRecord(folder: folder)
  }

  /// The classes to tell apart: those the model was trained on, else those of the rows, if any.
  func classes(of rows: PromptRows) -> [String]? {
    let configuration = loaded.model.configuration
    return configuration.isClassifier ? configuration.classes : record?.classes ?? rows.classes
  }

  /// What the model makes of rows, classifying them when there are classes.
  func evaluate(
    _ rows: PromptRows, classes: [String]?
  ) throws(AssayError) -> ModelEvaluation {
    let progress = ProgressLine("evaluating \(name)", options: output)
    defer { progress.finish() }
    let tokenizer = loaded.tokenizer
    let evaluator = ModelEvaluator(
      model: loaded.model, encode: { tokenizer.encode($0) }, decode: { tokenizer.decode([$0]) },
      progress: { progress.update(done: $0, of: $1) })
    return try evaluator.evaluate(rows, classes: classes)
  }

  /// What the model writes itself.
  func generate(_ rows: PromptRows) throws(AssayError) -> GenerationFigures {
    let progress = ProgressLine("generating", options: output)
    defer { progress.finish() }
    return try GenerationEvaluator(loaded, stop: record?.stop) {
      progress.update(done: $0, of: $1)
    }.evaluate(rows)
  }

  /// The model this one was tuned from, where its weights are still known under that name.
  var base: ModelRun? {
    guard let name = record?.json["base"]?.string, name != self.name,
      case .folder(let folder)? = try? ModelReference.resolve(name), folder != self.folder
    else { return nil }
    return try? ModelRun(name, precision: precision, output: output)
  }
}
