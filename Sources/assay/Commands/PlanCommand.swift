// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import Evaluation
import EvaluationMetrics
import Workflows

/// `assay plan`: how many rows are enough.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Says how many test rows show a difference, and how many training rows a goal takes.",
    discussion: """
      How many test rows tell two models apart follows from how often they disagree: from two files \
      of predictions, or from the accuracy that is expected of them. How many training rows an \
      accuracy takes is read from the learning curve of linear models on the rows that there are.

      Examples:
        assay plan --difference 0.01 --accuracy 0.9
        assay plan --predictions before.jsonl --predictions after.jsonl
        assay plan train.csv --target 0.95
      """)

  @Argument(help: "Labeled rows, for --target.", completion: .file())
  var file: String?

  @Option(help: ArgumentHelp("The accuracy that training is to reach.", valueName: "share"))
  var target: Double?

  @Option(
    help: ArgumentHelp(
      "The difference in accuracy that a test is to see: 0.01 is a point.", valueName: "share"))
  var difference = 0.01

  @Option(help: ArgumentHelp("How often it is to see it.", valueName: "share"))
  var power = 0.8

  @Option(
    help: ArgumentHelp("How often it may see one where there is none.", valueName: "share"))
  var significance = 0.05

  @Option(
    help: ArgumentHelp(
      "The accuracy of the models, about; without it as measured, or 0.9.", valueName: "share"))
  var accuracy: Double?

  @Option(
    help: ArgumentHelp(
      "A file of predictions; give two on the same rows to measure how often they disagree.",
      valueName: "file"))
  var predictions: [String] = []

  @Option(help: "The seed of folds and intervals.")
  var seed = 42

  @OptionGroup(title: "Rows") var input: InputOptions
  @OptionGroup var reporting: ReportOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for (name, value) in [
      ("--difference", difference), ("--power", power), ("--significance", significance),
      ("--target", target), ("--accuracy", accuracy),
    ] {
      guard let value else { continue }
      guard value > 0 && value < 1 else {
        throw ValidationError("\(name) must be between 0 and 1")
      }
    }
    guard predictions.isEmpty || predictions.count == 2 else {
      throw ValidationError("--predictions must be given twice, or not at all")
    }
    guard (target == nil) == (file == nil) else {
      throw ValidationError(
        target == nil
          ? "name the accuracy to reach with --target" : "--target needs a file of labeled rows")
    }
  }

  func run() async throws {
    try reporting.replacing.require([reporting.output], apartFrom: predictions + [file])
    let progress = output.progressLine("planning")
    defer { progress.finish() }
    let plan = try Planning.run(request()) { event in
      if case .progress(let done, let total, _, _) = event {
        progress.update(done: done, of: total)
      }
    }
    progress.finish()
    try reporting.write(plan.report(), colored: output.colored)
  }

  private func request() throws -> PlanRequest {
    var request = PlanRequest(
      PairedSampleSize(difference: difference, power: power, significance: significance))
    request.accuracy = accuracy
    request.target = target
    if predictions.count == 2 {
      request.predictions = CompareRequest(
        predictions[0], predictions[1], options: EvaluationOptions())
    }
    request.rows = file.map { file in
      var rows = AssessRequest(DataFile(file))
      input.add(to: &rows.options)
      rows.options.configuration = .none
      rows.assessor.seed = UInt64(bitPattern: Int64(seed))
      return rows
    }
    return request
  }
}
