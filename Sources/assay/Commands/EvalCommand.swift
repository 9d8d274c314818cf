// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Evaluation
import JSON
import LanguageModel
import ModelStore
import Reports
import Tables
import Tokenizer

/// `assay eval`: how good a model is, or predictions that something else made.
struct EvalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measures a model on labelled rows, or predictions from a file.",
    discussion: """
      Predictions are JSONL: {"label": "yes", "scores": {"yes": 0.83, "no": 0.17}} or
      {"label": "yes", "prediction": "no"}. Figures follow scikit-learn's definitions. A model
      scores each class over all of its tokens.

      Examples:
        assay eval -m runs/reviews -f test_prepared.jsonl
        assay eval -m runs/reviews -f test_prepared.jsonl --format html --output report.html
        assay eval --predictions predictions.jsonl --positive-class yes --betas 0.5,1,2
        assay eval --predictions predictions.jsonl --require 'accuracy>=0.9'   # for CI
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A model of the store, or a Hugging Face directory, such as assay train writes.",
      valueName: "name or folder"))
  var model: String?

  @Option(name: .shortAndLong, help: "The prompts and completions to measure the model on.")
  var file: String?

  @Option(help: ArgumentHelp("The predictions to measure.", valueName: "file"))
  var predictions: String?

  @Option(
    help: ArgumentHelp(
      "Write the model's predictions, for assay compare and eval --predictions.",
      valueName: "file"))
  var savePredictions: String?

  @Option(
    help: ArgumentHelp(
      "Measure each part of the data apart, by the values of this column.", valueName: "name"))
  var sliceColumn: String?

  @OptionGroup var input: InputOptions

  @OptionGroup var measuring: MeasuringOptions

  @OptionGroup var reporting: ReportOptions

  @Option(
    help: ArgumentHelp(
      "End with status 1 unless the figure is reached; may be repeated.",
      valueName: "accuracy>=0.9"))
  var require: [String] = []

  @OptionGroup var output: OutputOptions

  func validate() throws {
    switch (model, file, predictions) {
    case (_?, _?, nil): break
    case (nil, nil, _?) where savePredictions == nil: break
    default:
      throw ValidationError(
        "Give a model and a file (-m, -f), or a predictions file (--predictions).")
    }
  }

  func run() async throws {
    let requirements = try require.map { try Requirement($0) }
    let (report, figures) = try measure()
    let misses = try requirements.compactMap { try $0.miss(in: figures) }
    try reporting.write(report, colored: output.colored)
    for miss in misses { Terminal.printError("required figure missed: \(miss)") }
    if !misses.isEmpty { throw ExitStatus.findings }
  }

  private func measure() throws -> (Report, [NamedFigure]) {
    let options = try measuring.options()
    guard let model, let file else {
      let path = predictions ?? "-"
      let evaluation = try ClassificationEvaluation(
        PredictionsFile.read(input.source(path), sliceColumn: sliceColumn), options: options)
      return (evaluation.report(source: path), evaluation.figures)
    }
    let folder = try ModelReference.folder(of: model)
    let result = try run(folder, on: file)
    let source = "\(model) on \(file)"
    let history = try TrainingHistory(folder: folder)?.section
    func withHistory(_ report: Report) -> Report {
      var report = report
      if let history { report.sections.insert(history, at: 1) }
      return report
    }
    guard let evaluation = try result.classification(options) else {
      if savePredictions != nil {
        throw AssayError(
          "the completions are no classes, so there are no predictions to save",
          at: Location(file: file), remedy: "Leave out --save-predictions")
      }
      return (withHistory(result.report(source: source)), result.figures)
    }
    if let savePredictions, let predictions = result.predictions {
      try PredictionsFile.write(predictions, to: savePredictions)
    }
    return (withHistory(evaluation.report(source: source)), evaluation.figures)
  }

  private func run(_ folder: String, on file: String) throws -> ModelEvaluation {
    let rows = try PromptRows(
      input.source(file), promptColumn: input.promptColumn,
      completionColumn: input.completionColumn, sliceColumn: sliceColumn)
    let progress = ProgressLine("evaluating", options: output)
    defer { progress.finish() }
    let loaded = try LoadedModel(directory: folder)
    let evaluator = ModelEvaluator(
      model: loaded.model, encode: { loaded.tokenizer.encode($0) },
      progress: { progress.update(done: $0, of: $1) })
    let trained = try TrainedClasses.read(folder: folder)
    return try evaluator.evaluate(rows, classes: trained ?? rows.classes)
  }
}
