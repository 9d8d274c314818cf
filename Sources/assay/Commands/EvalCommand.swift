// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import Evaluation
import JSON
import Reports
import Workflows

/// `assay eval`: how good a model is, or predictions that something else made.
struct EvalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measures a model on labeled rows, or predictions from a file.",
    discussion: """
      Predictions are JSONL: {"label": "yes", "scores": {"yes": 0.83, "no": 0.17}} or \
      {"label": "yes", "prediction": "no"}. Figures follow scikit-learn's definitions. A model \
      scores each class over all of its tokens.

      Examples:
        assay eval -m runs/reviews -f test_prepared.jsonl
        assay eval -m runs/reviews -f test_prepared.jsonl --format html \\
          --output report.html
        assay eval -m runs/slogans -f test.jsonl --generate \\
          --save-predictions texts.jsonl
        assay eval -m runs/reviews -f test.jsonl --calibration-file valid.jsonl
        # perplexity of the text, blank lines and all
        assay eval -m runs/texts -f held-out.txt
        assay eval --predictions predictions.jsonl --positive-class yes \\
          --betas 0.5,1,2
        # for CI
        assay eval --predictions predictions.jsonl --require 'accuracy>=0.9'
        assay eval --predictions predictions.jsonl \\
          --require 'accuracy>=0.9 at 95%'
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
    help: "Let the model also write its own texts: exact match, normalized match and token F1.")
  var generate = false

  @Flag(
    help: """
      Take the file as one text and give its perplexity; so is plain text without being asked, but by \
      models trained on rows.
      """)
  var corpus = false

  @Option(
    help: ArgumentHelp(
      """
      Another model to show beside this one; without it the base that it was tuned from. none shows \
      neither it nor a linear model.
      """,
      valueName: "name or folder"))
  var baselineModel: String?

  @Option(
    help: ArgumentHelp(
      """
      Rows from which the linear model learns that is shown beside a classifier; without them its \
      training file, where that is as it was.
      """,
      valueName: "file"))
  var baselineData: String?

  @Option(
    help: ArgumentHelp(
      "Fit a temperature on this file (rows, or predictions) and apply it to all probabilities.",
      valueName: "file"))
  var calibrationFile: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var truncation: TruncationOptions

  @OptionGroup var pulling: PullOptions
  @OptionGroup var computing: ComputeOptions

  @OptionGroup var measuring: MeasuringOptions

  @OptionGroup var reporting: ReportOptions

  @Option(
    help: ArgumentHelp(
      """
      End with status 1 unless this holds, such as 'accuracy>=0.9', or surely holds, as \
      'accuracy>=0.9 at 95%'; may be repeated.
      """,
      valueName: "condition"))
  var require: [String] = []

  @OptionGroup var folderOptions: HubFolderOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    switch (model, file, predictions) {
    case (_?, _?, nil) where !corpus || !needsRows: break
    case (_?, _?, nil):
      throw ValidationError(
        "--corpus has no rows for --generate, --save-predictions, --slice-column or --calibration-file."
      )
    case (nil, nil, _?)
    where savePredictions == nil && baselineModel == nil && baselineData == nil && !generate
      && !corpus:
      break
    default:
      throw ValidationError(
        "give a model and a file with -m and -f, or a file of predictions with --predictions")
    }
  }

  private var needsRows: Bool {
    generate || savePredictions != nil || sliceColumn != nil || calibrationFile != nil
  }

  func run() async throws {
    if let model { try pulling.fetch(model, output) }
    let request = try request()
    try reporting.replacing.require(
      [reporting.output, savePredictions], apartFrom: request.inputs, models: request.models)
    let progress = EvaluateProgress(output)
    let result = try Evaluating.run(request, events: progress.event)
    progress.finish()
    try reporting.write(result.report, colored: output.colored)
    for miss in result.misses { Terminal.printError("required figure missed: \(miss)") }
    if !result.misses.isEmpty { throw ExitStatus.findings }
    if let model, reporting.format == .text {
      let isClassifier = result.report.data["classes"] != nil
      output.advise(TrainingAdvice.use(model, isClassifier: isClassifier))
    }
  }

  private func request() throws(AssayError) -> EvaluateRequest {
    var requirements: [Requirement] = []
    for text in require { requirements.append(try Requirement(text)) }
    var request = EvaluateRequest(try subject(), options: try measuring.options())
    request.requirements = requirements
    request.reading = input.rows
    request.reading.truncationSide = truncation.truncationSide
    request.computing = computing.request
    request.generates = generate
    request.isCorpus = corpus
    request.sliceColumn = sliceColumn
    request.calibrationFile = calibrationFile
    request.predictionsFile = savePredictions
    if let baselineData { request.linearRows = .file(baselineData) }
    if let baselineModel {
      request.baseline = baselineModel == "none" ? .none : .model(baselineModel)
      if baselineModel == "none", baselineData == nil { request.linearRows = .none }
    }
    return request
  }

  private func subject() throws(AssayError) -> EvaluateRequest.Subject {
    guard let model, let file else { return .predictions(predictions ?? "-") }
    return .model(model, file: try folderOptions.file(file, preferring: "test"))
  }
}
