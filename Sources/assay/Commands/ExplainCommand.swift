// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Influence
import Platform
import Workflows

/// `assay explain`: which training rows pushed a model to an answer.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Names the training rows that pushed a linear model to its wrong answers.",
    discussion: """
      The log-odds of an answer of a linear model are a sum over its training rows; the rows that \
      weigh most are named. --check puts that to the test: the model is trained again without them, \
      and without as many others of the same labels.

      Examples:
        assay explain -m runs/topics test.csv --wrong
        assay explain -m runs/topics test.csv --row 17 --top 10
        assay explain -m runs/topics test.csv --wrong --check 5
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A linear model, as assay train -m linear writes it.", valueName: "name or folder"))
  var model: String

  @Argument(help: "The labeled rows that it answers.", completion: .file())
  var file: String

  @Flag(help: "Explain wrong answers, those first of which the model is surest.")
  var wrong = false

  @Option(help: "Explain the answer to this row, counted from 1.")
  var row: Int?

  @Option(help: "The most wrong answers to explain.")
  var limit = 10

  @Option(help: "The training rows to name for each answer.")
  var top = 5

  @Option(
    help: ArgumentHelp(
      "Train again without the rows that are named, for so many of the answers.",
      valueName: "answers"))
  var check = 0

  @Option(
    help: ArgumentHelp(
      "The rows that the model learned from, where they have moved.", valueName: "file"))
  var training: String?

  @Option(help: "The seed of the check.")
  var seed = 42

  @OptionGroup(title: "Rows") var input: InputOptions
  @OptionGroup var reporting: ReportOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard wrong != (row != nil) else {
      throw ValidationError("give --wrong, or a --row to explain")
    }
    for (name, value, least) in [
      ("--row", row ?? 1, 1), ("--limit", limit, 1), ("--top", top, 1), ("--check", check, 0),
    ] where value < least {
      throw ValidationError("\(name) must be at least \(least)")
    }
  }

  func run() async throws {
    try reporting.replacing.require(
      [reporting.output], apartFrom: [file, training], models: [model])
    let progress = EvaluateProgress(output)
    let explanations = try Explaining.run(request, events: progress.event)
    progress.finish()
    try reporting.write(explanations.report(), colored: output.colored)
  }

  private var request: ExplainRequest {
    var request = ExplainRequest(model: model, file: file)
    request.selection = row.map { .row($0 - 1) } ?? .wrong
    request.reading = input.rows
    request.trainingFile = training
    request.mostAnswers = limit
    request.rowsPerAnswer = top
    request.tested = check
    request.seed = UInt64(bitPattern: Int64(seed))
    return request
  }
}
