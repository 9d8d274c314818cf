// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Evaluation
import Reports
import Tables

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
        assay eval -m runs/slogans -f test.jsonl --generate --save-predictions texts.jsonl
        assay eval -m runs/reviews -f test.jsonl --calibration-file valid.jsonl
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

  @Flag(
    help: "Let the model also write its own texts: exact match, normalised match and token F1.")
  var generate = false

  @Option(
    help: ArgumentHelp(
      "Another model to show beside this one, or none; without it the base that it was tuned from.",
      valueName: "name or folder"))
  var baselineModel: String?

  @Option(
    help: ArgumentHelp(
      "Fit a temperature on this file (rows, or predictions) and apply it to all probabilities.",
      valueName: "file"))
  var calibrationFile: String?

  @OptionGroup var input: InputOptions

  @OptionGroup var precision: PrecisionOptions

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
    case (nil, nil, _?) where savePredictions == nil && baselineModel == nil && !generate: break
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
      return try measurePredictions(predictions ?? "-", options)
    }
    return try measureModel(
      ModelRun(model, precision: precision, output: output), on: file, options)
  }

  private func measurePredictions(
    _ path: String, _ options: EvaluationOptions
  ) throws -> (Report, [NamedFigure]) {
    let calibration = try calibrationFile.map { path in
      try Calibration(file: path, fittedOn: PredictionsFile.read(input.source(path)))
    }
    let predictions = try PredictionsFile.read(input.source(path), sliceColumn: sliceColumn)
    var evaluation = try ClassificationEvaluation(
      calibration?.applied(to: predictions) ?? predictions, options: options)
    evaluation.calibration = calibration
    return (evaluation.report(source: path), evaluation.figures)
  }

  private func measureModel(
    _ run: ModelRun, on file: String, _ options: EvaluationOptions
  ) throws -> (Report, [NamedFigure]) {
    let rows = try rows(of: file)
    let classes = run.classes(of: rows)
    var result = try run.evaluate(rows, classes: classes)
    if generate { result.generation = try run.generate(rows) }
    result.baselineModel = try baseline(of: run, rows, classes, options)
    if let savePredictions { try result.writePredictions(to: savePredictions) }
    let source = "\(run.name) on \(file)"
    let history = try TrainingHistory(folder: run.folder)?.section
    func completed(_ report: Report) -> Report {
      var report = report
      if let history { report.sections.insert(history, at: 1) }
      return report
    }
    let calibration = try calibration(by: run, classes)
    guard let evaluation = try result.classification(options, calibration: calibration) else {
      return (completed(result.report(source: source)), result.figures)
    }
    var report = evaluation.report(source: source)
    report.sections += result.sections
    return (completed(report), evaluation.figures)
  }

  private func rows(of file: String) throws -> PromptRows {
    try PromptRows(
      input.source(file), promptColumn: input.promptColumn,
      completionColumn: input.completionColumn, sliceColumn: sliceColumn)
  }

  /// A temperature fitted on what the model says about the validation file.
  private func calibration(by run: ModelRun, _ classes: [String]?) throws -> Calibration? {
    guard let calibrationFile else { return nil }
    let rows = try PromptRows(
      input.source(calibrationFile), promptColumn: input.promptColumn,
      completionColumn: input.completionColumn)
    guard let classes, let predictions = try run.evaluate(rows, classes: classes).predictions
    else {
      throw AssayError(
        "there are no classes to calibrate", at: Location(file: calibrationFile),
        remedy: "Leave out --calibration-file")
    }
    return try Calibration(file: calibrationFile, fittedOn: predictions)
  }

  /// The figures of the model to compare with: the one named, else the recorded base.
  private func baseline(
    of run: ModelRun, _ rows: PromptRows, _ classes: [String]?, _ options: EvaluationOptions
  ) throws -> BaselineModel? {
    if baselineModel == "none" { return nil }
    let named = try baselineModel.map { try ModelRun($0, precision: precision, output: output) }
    guard let other = named ?? run.base else { return nil }
    let result = try other.evaluate(rows, classes: classes)
    var plain = options
    plain.bootstrap = 0
    let evaluation = try result.classification(plain)
    return BaselineModel(name: other.name, figures: evaluation?.figures ?? result.figures)
  }
}
