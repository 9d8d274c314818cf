// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Evaluation
import JSON
package import LanguageModel
package import ModelStore
import Tokenizer
import Training

/// What goes on while a model is measured.
package enum EvaluateEvent: Sendable {
  /// The precision was left to the machine.
  case precision(PrecisionChoice)
  /// So many rows were seen by the model of that name.
  case evaluated(String, done: Int, total: Int)
  /// For so many rows the model has written its own text.
  case generated(done: Int, total: Int)
  /// A model is done with its rows.
  case finished
}

/// A model with its tokenizer and record, for the uses that measure models on files.
package struct ModelRun {
  /// As the user named it.
  package let name: String
  let folder: String
  package let loaded: LoadedModel
  package let record: ModelRecord?
  private let precision: PrecisionRequest
  private let events: (EvaluateEvent) -> Void

  /// - Throws: `AssayError` when there is no such model or it cannot be read.
  package init(
    _ name: String, precision: PrecisionRequest, events: @escaping (EvaluateEvent) -> Void
  ) throws(AssayError) {
    self.name = name
    self.precision = precision
    self.events = events
    folder = try ModelReference.folder(of: name)
    loaded = try LoadedModel(directory: folder, findBase: ModelReference.findBase)
    try loaded.model.setPrecision(
      precision.resolve(for: loaded.model.configuration) { events(.precision($0)) })
    record = try ModelRecord(folder: folder)
  }

  /// The classes to tell apart: those the model was trained on, else those of the rows, if any.
  package func classes(of rows: PromptRows) -> [String]? {
    let configuration = loaded.model.configuration
    return configuration.isClassifier ? configuration.classes : record?.classes ?? rows.classes
  }

  /// What the model makes of rows, classifying them when there are classes.
  func evaluate(
    _ rows: PromptRows, classes: [String]?
  ) throws(AssayError) -> ModelEvaluation {
    defer { events(.finished) }
    let tokenizer = loaded.tokenizer
    let evaluator = ModelEvaluator(
      model: loaded.model, encode: { tokenizer.encode($0) }, decode: { tokenizer.decode([$0]) },
      progress: { events(.evaluated(name, done: $0, total: $1)) })
    return try evaluator.evaluate(rows, classes: classes)
  }

  /// What the model writes itself.
  func generate(_ rows: PromptRows) throws(AssayError) -> GenerationFigures {
    defer { events(.finished) }
    return try GenerationEvaluator(loaded, stop: record?.stop) {
      events(.generated(done: $0, total: $1))
    }.evaluate(rows)
  }

  /// The model this one was tuned from, where its weights are still known under that name.
  var base: ModelRun? {
    guard let name = record?.json["base"]?.string, name != self.name,
      case .folder(let folder)? = try? ModelReference.resolve(name), folder != self.folder
    else { return nil }
    return try? ModelRun(name, precision: precision, events: events)
  }
}
