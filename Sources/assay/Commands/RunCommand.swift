// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import Fixes
import ModelStore
import Ranks
import Road
import RuleEngine
import Tables
import Training
import Workflows

/// `assay run`: the whole road from a raw file to a measured model, in one folder.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Goes from a raw file to a measured model in one folder.",
    discussion: """
      Lints and fixes the file, keeps rows apart, trains as long as the budget allows, measures the \
      model on the rows that were kept apart, and writes a report. The folder has data, model, \
      report.html, and commands.sh with the commands that do the same. Labels give a classifier, other \
      completions a model that writes. Errors that no fix answers end it before the training.

      Examples:
        assay run mails.xlsx --prompt-column text --completion-column topic
        assay run reviews.csv --budget 2min -o runs/reviews --yes
        assay run reviews.csv -o runs/reviews --resume
      """)

  @Argument(help: "The file to start from.", completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "How long it may take, such as 90s, 5min or 1h; most of it is for the training.",
      valueName: "time"),
    transform: { text in
      guard let seconds = TimeSpan.seconds(text) else {
        throw ValidationError("--budget takes a time such as 90s, 5min or 1h, not '\(text)'")
      }
      return seconds
    })
  var budget = 300.0

  @Option(
    name: .shortAndLong, help: "The folder for all of it; without it STEM_run beside the file.",
    completion: .directory)
  var output: String?

  @Option(
    name: .shortAndLong,
    help: """
      What to start from: a model of the store, a folder with one, or a shape with random weights; \
      without it nano.
      """)
  var model = "nano"

  @Flag(help: "Start from random weights of the model's shape, whatever weights there are.")
  var fromScratch = false

  @Flag(
    help: """
      Keep the weights of the epoch with the least loss on the rows that were kept apart, not the last; \
      the figures then flatter a little, since these rows have chosen it.
      """)
  var keepBest = false

  @Flag(name: .shortAndLong, help: "Make all recommended fixes without asking.")
  var yes = false

  @Flag(
    help: """
      Make unsafe fixes too, which drop rows or change what you wrote; without it they are only \
      offered, on a terminal.
      """)
  var unsafeFixes = false

  @Flag(help: "Go on with the run in the folder; what is done is not done again.")
  var resume = false

  @Flag(help: "Start anew in the folder of an earlier run.")
  var overwrite = false

  @Option(help: "The seed of the split, of random weights and of the order of rows.")
  var seed = 42

  @OptionGroup var pulling: PullOptions
  @OptionGroup(title: "Rows") var input: InputOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    if resume && overwrite { throw ValidationError("give --resume or --overwrite, not both") }
    if model == LinearModelFile.baseName {
      throw ValidationError(
        "each run holds its model against a linear one already; train a linear one with assay train -m"
          + " linear")
    }
  }

  func run() throws {
    try Launcher.requireNone(for: "assay run")
    try pulling.fetch(model, outputOptions)
    let request = try request()
    Interruption.watch()
    let report = RoadReport(options: outputOptions, file: file)
    let run = RoadRun(
      request, program: .init(version: Version.text, command: CommandLine.arguments),
      events: report.show, shouldStop: { Interruption.isRequested })
    try report.conclude(try run.perform())
  }

  private func request() throws(AssayError) -> RoadRequest {
    var request = RoadRequest(
      DataFile(file), output: output ?? DataFileName(file).stem + "_run")
    input.add(to: &request.options)
    request.options.configuration = .none
    if !yes, !resume, Confirmation.canAsk {
      try ColumnQuestion(file: file, input: input).ask(&request.options)
    }
    request.policy = resume ? .resume : overwrite ? .overwrite : .refuse
    request.budget = budget
    request.model = model
    request.fromScratch = fromScratch
    request.keepsBest = keepBest
    // A person is asked about unsafe fixes too: nobody else knows whether two spellings are one label.
    let isAsked = !yes && Confirmation.canAsk
    request.fixes = FixPolicy(
      grades: unsafeFixes || isAsked ? [.safe, .unsafe] : [.safe],
      answers: isAsked ? PersonsAnswers(wantsUnsafe: unsafeFixes) : RecommendedAnswers())
    request.isAnswered = isAsked
    request.seed = seed
    return request
  }
}
