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

/// `assay compare`: whether one model is better than another, or only luckier.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares models, or predictions files, on the same rows.",
    discussion: """
      Shows each figure of both, the difference with an interval from paired resamples, McNemar's \
      exact test, and the rows that changed. More than two are each compared with the first, and \
      --slice-column compares each part of the rows; these tests are corrected for their number. \
      Completions that are no classes are compared by how probable they are and, with --generate, by \
      what the models write themselves.

      Examples:
        assay compare runs/first runs/second -f test.jsonl
        assay compare before.jsonl runs/second -f test.jsonl
        assay compare before.jsonl after.jsonl
        assay compare before.jsonl first.jsonl second.jsonl
        assay compare before.jsonl after.jsonl --slice-column language
        assay compare before.jsonl after.jsonl --format html --output comparison.html
        # what two models write, row by row
        assay compare runs/first runs/slogans -f test.jsonl --generate
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

  @Flag(
    help:
      "Let models also write their own texts: exact match, normalized match and token F1.")
  var generate = false

  @Flag(
    help: ArgumentHelp(
      "Take the predictions of files for texts, not for classes; so they are without being asked "
        + "where they have log-probabilities."))
  var texts = false

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
    request.generates = generate
    request.areTexts = texts
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
    let comparison = try Evaluating.comparison(request, events: progress.event)
    progress.finish()
    var report = comparison.report(names: (first, second))
    report.inputs = request.inputs.compactMap { $0 }
    try reporting.write(report, colored: output.colored)
    if reporting.format == .text, let next = next(comparison) { output.advise(next) }
  }

  /// Whoever knows the better one uses it; a difference that is not clear takes more rows.
  private func next(_ comparison: ComparedPair) -> String? {
    let better: String? =
      switch comparison.tone {
      case .better: second
      case .worse: first
      case .unclear: nil
      }
    let isFile = better.map { DataFileName($0).format != nil } ?? false
    switch comparison {
    case .classes:
      guard let better else { return "assay plan --difference 0.01" }
      return isFile
        ? "assay eval --predictions \(ShellWord.quoted(better))"
        : TrainingAdvice.use(better, isClassifier: true)
    case .texts:
      guard let better, !isFile else { return nil }
      return TrainingAdvice.use(better, isClassifier: false)
    }
  }
}

extension MultipleTests: ExpressibleByArgument {}
