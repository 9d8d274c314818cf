// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Evaluation
import EvaluationMetrics
import Platform
import Reports
import Tables
import Workflows

/// `assay compare`: whether one classifier is better than another, or only luckier.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares models, or predictions files, on the same rows.",
    discussion: """
      Shows each figure of both, the difference with an interval from paired resamples, McNemar's \
      exact test, and the rows that changed. More than two are each compared with the first, and \
      --slice-column compares each part of the rows; these tests are corrected for their number.

      Examples:
        assay compare runs/first runs/second -f test.jsonl
        assay compare before.jsonl runs/second -f test.jsonl
        assay compare before.jsonl after.jsonl
        assay compare before.jsonl first.jsonl second.jsonl
        assay compare before.jsonl after.jsonl --slice-column language
        assay compare before.jsonl after.jsonl --format html --output comparison.html
      """)

  @Argument(
    help: "A: a model, or a file of predictions as assay eval --save-predictions writes it.")
  var first: String

  @Argument(help: "B: the same, for the same rows in the same order.")
  var second: String

  @Argument(help: "More of them, each to be compared with A.")
  var others: [String] = []

  @Option(
    help: ArgumentHelp(
      "Compare each part of the rows too, by the values of this column.", valueName: "name"))
  var sliceColumn: String?

  @Option(
    help: "How tests of several parts or models are corrected: holm, or bh (Benjamini-Hochberg).")
  var correction = MultipleTests.holm

  @Option(name: .shortAndLong, help: "The prompts and completions to compare models on.")
  var file: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var truncation: TruncationOptions

  @OptionGroup var computing: ComputeOptions

  @OptionGroup var measuring: MeasuringOptions

  @OptionGroup var reporting: ReportOptions

  @OptionGroup var output: OutputOptions

  func run() async throws {
    var options = try measuring.options()
    options.correction = correction
    var request = CompareRequest(first, second, options: options)
    request.others = others
    request.sliceColumn = sliceColumn
    request.file = file
    request.reading = input.rows
    request.reading.truncationSide = truncation.truncationSide
    request.computing = computing.request
    try reporting.replacing.require(
      [reporting.output], apartFrom: request.inputs, models: request.models)
    let progress = EvaluateProgress(output)
    guard others.isEmpty else {
      var report = try Evaluating.compareAll(request, events: progress.event).report()
      progress.finish()
      report.inputs = request.inputs.compactMap { $0 }
      return try reporting.write(report, colored: output.colored)
    }
    let comparison = try Evaluating.compare(request, events: progress.event)
    progress.finish()
    var report = comparison.report(names: (first, second))
    report.inputs = request.inputs.compactMap { $0 }
    try reporting.write(report, colored: output.colored)
    if reporting.format == .text { output.advise(next(comparison)) }
  }

  /// Whoever knows the better one uses it; a difference that is not clear takes more rows.
  private func next(_ comparison: PairedComparison) -> String {
    let tone = comparison.figures.first { $0.key == "accuracy" }?.tone ?? .unclear
    let better: String? =
      switch tone {
      case .better: second
      case .worse: first
      case .unclear: nil
      }
    guard let better else { return "assay plan --difference 0.01" }
    let name = ShellWord.quoted(better)
    return DataFileName(better).format == nil
      ? "assay predict -m \(name) NEW_FILE -o labeled.csv" : "assay eval --predictions \(name)"
  }
}

extension MultipleTests: ExpressibleByArgument {}
