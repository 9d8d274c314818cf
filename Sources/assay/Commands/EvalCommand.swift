// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Evaluation
import Reports

/// `assay eval`: how good a model is, or predictions that something else made.
struct EvalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measures a model on labelled rows, or predictions from a file.",
    discussion: """
      Predictions are JSONL: {"label": "yes", "scores": {"yes": 0.83, "no": 0.17}} or
      {"label": "yes", "prediction": "no"}. Figures follow scikit-learn's definitions.

      Examples:
        assay eval --predictions predictions.jsonl
        assay eval --predictions predictions.jsonl --positive-class yes --betas 0.5,1,2
        assay eval --predictions predictions.jsonl --format html --output report.html
        assay eval --predictions predictions.jsonl --require 'accuracy>=0.9'   # for CI
      """)

  @Option(help: ArgumentHelp("The predictions to measure.", valueName: "file"))
  var predictions: String

  @OptionGroup var measuring: MeasuringOptions

  @OptionGroup var reporting: ReportOptions

  @Option(
    help: ArgumentHelp(
      "End with status 1 unless the figure is reached; may be repeated.",
      valueName: "accuracy>=0.9"))
  var require: [String] = []

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let requirements = try require.map { try Requirement($0) }
    let evaluation = try ClassificationEvaluation(
      PredictionsFile.read(path: predictions), options: measuring.options())
    let misses = try requirements.compactMap { try $0.miss(in: evaluation.figures) }
    try reporting.write(evaluation.report(source: predictions), colored: output.colored)
    for miss in misses { Terminal.printError("required figure missed: \(miss)") }
    if !misses.isEmpty { throw ExitStatus.findings }
  }
}
