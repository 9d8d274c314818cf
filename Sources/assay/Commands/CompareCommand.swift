// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Evaluation
import Reports
import Tables

/// `assay compare`: whether one classifier is better than another, or only luckier.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares two predictions files on the same rows.",
    discussion: """
      Shows each figure of both, the difference with an interval from paired resamples, McNemar's
      exact test, and the rows that changed.

      Examples:
        assay compare before.jsonl after.jsonl
        assay compare before.jsonl after.jsonl --format html --output comparison.html
      """)

  @Argument(help: "The predictions of A, as assay eval --save-predictions writes them.")
  var first: String

  @Argument(help: "The predictions of B, for the same rows in the same order.")
  var second: String

  @OptionGroup var measuring: MeasuringOptions

  @OptionGroup var reporting: ReportOptions

  @OptionGroup var output: OutputOptions

  func run() async throws {
    var options = try measuring.options()
    // A difference says little without its interval.
    if options.bootstrap == 0 { options.bootstrap = 1_000 }
    let comparison = try PairedComparison(
      PredictionsFile.read(TableSource(path: first)),
      PredictionsFile.read(TableSource(path: second)), options: options)
    try reporting.write(
      comparison.report(names: (first, second)), colored: output.colored)
  }
}
