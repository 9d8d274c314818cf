// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Evaluation
import Reports
import Tables
import Training

/// `assay compare`: whether one classifier is better than another, or only luckier.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares two models, or predictions files, on the same rows.",
    discussion: """
      Shows each figure of both, the difference with an interval from paired resamples, McNemar's
      exact test, and the rows that changed.

      Examples:
        assay compare runs/first runs/second -f test.jsonl
        assay compare before.jsonl runs/second -f test.jsonl
        assay compare before.jsonl after.jsonl
        assay compare before.jsonl after.jsonl --format html --output comparison.html
      """)

  @Argument(
    help: "A: a model, or a file of predictions as assay eval --save-predictions writes it.")
  var first: String

  @Argument(help: "B: the same, for the same rows in the same order.")
  var second: String

  @Option(name: .shortAndLong, help: "The prompts and completions to compare models on.")
  var file: String?

  @OptionGroup var input: InputOptions

  @OptionGroup var precision: PrecisionOptions

  @OptionGroup var measuring: MeasuringOptions

  @OptionGroup var reporting: ReportOptions

  @OptionGroup var output: OutputOptions

  func run() async throws {
    var options = try measuring.options()
    // A difference says little without its interval.
    if options.bootstrap == 0 { options.bootstrap = 1_000 }
    let comparison = try PairedComparison(
      predictions(of: first), predictions(of: second), options: options)
    try reporting.write(
      comparison.report(names: (first, second)), colored: output.colored)
  }

  /// What a model says about the rows, or what a file says.
  private func predictions(of name: String) throws -> ClassificationPredictions {
    guard !Self.isFile(name) else { return try PredictionsFile.read(TableSource(path: name)) }
    let run = try ModelRun(name, precision: precision, output: output)
    guard let file else {
      throw AssayError(
        "'\(name)' is a model", remedy: "Name the rows to compare on with --file")
    }
    let rows = try PromptRows(
      input.source(file), promptColumn: input.promptColumn,
      completionColumn: input.completionColumn)
    let result = try run.evaluate(rows, classes: run.classes(of: rows))
    guard let predictions = result.predictions else {
      throw AssayError(
        "the completions are no classes", at: Location(file: file),
        remedy: "Compare models on rows with labels")
    }
    return predictions
  }

  private static func isFile(_ path: String) -> Bool {
    path == "-" || (Files.exists(path) && !Files.isFolder(path))
  }
}
