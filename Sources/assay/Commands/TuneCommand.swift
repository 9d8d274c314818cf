// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import JSON
import Platform
import Ranks
import Sweep
import Training
import Workflows

/// `assay tune`: looks for good settings, or for the right size of model.
struct TuneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract: "Searches for settings, or for the size of the model, by a validation file.",
    discussion: """
      Draws settings at random and trains with each; --method halving begins all on a part of the steps \
      and goes on with the better third. With --sizes it chooses a model: it starts in the middle on a \
      part of the rows, goes down while the smaller model is as good, and up where a larger one is \
      better. All runs stand in the output folder, with tune.json; the weights of the best stay. \
      Ctrl-C saves and stops; the same command goes on. docs/training.md is a guide.

      Examples:
        assay tune -t train.jsonl -v valid.jsonl -m nano -o runs/search \\
          --search learning_rate=1e-4..1e-2
        assay tune -t train.jsonl -v valid.jsonl -m gpt2 -o runs/search \\
          --trials 27 --method halving --search learning_rate=1e-5..3e-4 \\
          --search batch_size=4,8,16 --search epochs=2,4 \\
          --search weight_decay=0,0.01,0.1 --format html --output search.html
        assay tune -t train.jsonl -v valid.jsonl -o runs/sizes \\
          --sizes nano,micro,gpt2
      """)

  @OptionGroup(title: "Search") var options: SearchOptions
  @OptionGroup(title: "Hyperparameters of all runs") var training: TrainingOptions
  @OptionGroup var computing: ComputeOptions
  @OptionGroup(title: "Rows") var rows: ExampleOptions
  @OptionGroup var reporting: LongReportOptions
  @OptionGroup(title: "Output") var outputOptions: OutputOptions

  func run() throws {
    try Launcher.requireNone(for: "assay tune")
    let request = try request()
    try reporting.replacing.require(
      [reporting.output], apartFrom: [options.trainingFile, options.validationFile],
      models: [options.model] + request.sizes)
    Interruption.watch()
    let progress = outputOptions.progressLine("training")
    let result = try Tuning.run(
      request, program: .init(version: Version.text, command: CommandLine.arguments),
      observe: { show($0, progress) }, shouldStop: { Interruption.isRequested })
    progress.finish()
    guard let result else {
      outputOptions.say("stopped; the same command goes on")
      throw ExitStatus.interrupted
    }
    try reporting.write(result.report, colored: outputOptions.colored)
    if !request.sizes.isEmpty {
      let file = ShellWord.quoted(options.trainingFile)
      outputOptions.advise(
        "assay train -t \(file) -m \(ShellWord.quoted(result.best.model)) -o FOLDER",
        after: "now train on all rows:")
    }
  }

  private func request() throws -> TuneRequest {
    var run = TrainingRequest(trainingFile: options.trainingFile, model: options.model)
    run.validationFile = options.validationFile
    run.rows = rows.selection
    run.part = options.part
    run.hyperparameters = training.hyperparameters
    run.hyperparameters.precision = computing.chosenPrecision
    run.device = computing.chosenDevice
    var request = TuneRequest(run, folder: options.folder)
    request.dimensions = try options.search.map { try SearchDimension($0) }
    request.trials = options.trials
    request.method = options.method
    request.seed = options.searchSeed
    request.sizes = (options.sizes ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
    request.tolerance = options.tolerance
    return request
  }

  private func show(_ event: TuneEvent, _ progress: ProgressLine) {
    switch event {
    case .begins(let trial, let count):
      progress.finish()
      let values = trial.values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text())" }
      let what = ([trial.model] + values).joined(separator: ", ")
      outputOptions.say("trial \(trial.number) of \(count): \(what)")
    case .warning(let text): outputOptions.say("warning: \(VisibleText.escaped(text))")
    case .steps(let done, let total): progress.update(done: done, of: total)
    case .ended(let trial):
      progress.finish()
      let loss = trial.loss.map { "\(($0 * 10000).rounded() / 10000)" } ?? "none: it diverged"
      outputOptions.say("         validation loss \(loss)")
    }
  }
}
