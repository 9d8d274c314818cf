// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Evaluation
import ModelStore
import Reports
import Tokenizer
import Training

/// `assay assess`: what labelled data is worth before anybody trains on it.
struct AssessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Forecasts what a model will learn from labelled rows, and finds doubtful labels.",
    discussion: """
      Fine-tunes a model for each fold of a cross-validation and for 1/8, 1/4 and 1/2 of the data.
      Shows the accuracy and macro F1 to expect with intervals, rows whose label the other folds
      find very unlikely, and what twice the data would bring. Takes a raw file: the safe fixes of
      assay fix are made in memory, and numbers stand for labels of several tokens.

      Examples:
        assay assess reviews.csv --prompt-column text --completion-column label
        assay assess train.jsonl --folds 10 --format html --output assessment.html
        assay assess train.jsonl -m models/gpt2 --epochs 2 --no-curve
      """)

  @Argument(help: "The labelled rows.", completion: .file())
  var file: String

  @Option(help: "Folds of the cross-validation.")
  var folds = 5

  @Option(
    name: .shortAndLong,
    help: """
      A model of the store, a Hugging Face directory, or a shape that starts from random weights, \
      such as nano.
      """)
  var model = "nano"

  @Option(help: "Passes over the training rows; without it as assay train chooses.")
  var epochs: Int?

  @Option(help: "The learning rate; without it as assay train chooses.")
  var learningRate: Double?

  @Option(help: "Examples in a step; without it as assay train chooses.")
  var batchSize: Int?

  @Option(help: "The seed of folds, weights and intervals.")
  var seed = 42

  @Flag(help: "Leave out the learning curve, which takes about a third of the time.")
  var noCurve = false

  @OptionGroup(title: "Rows") var input: InputOptions
  @OptionGroup var reporting: ReportOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (2...20).contains(folds) else {
      throw ValidationError("--folds must be from 2 to 20")
    }
    for (name, value) in [("--epochs", epochs), ("--batch-size", batchSize)] {
      if let value, value < 1 { throw ValidationError("\(name) must be at least 1") }
    }
    if let learningRate, !(learningRate > 0 && learningRate.isFinite) {
      throw ValidationError("--learning-rate must be positive")
    }
  }

  func run() async throws {
    let base = try BaseModel(name: model, folder: ModelReference.resolve(model).folder)
    let tokenizer = try base.tokenizer()
    var rows = try PreparedRows.read(try input.source(file), names: input.names, output: output)
    rows.numberLongLabels { tokenizer.encode($0) }
    let trainer = try FoldTrainer(base: base, hyperparameters: hyperparameters, rows: rows) {
      tokenizer.encode($0)
    }
    let assessor = try Assessor(rows, trainer: trainer, options: options)
    try announce(assessor)
    let assessment = try run(assessor)
    try reporting.write(assessment.report(model: model), colored: output.colored)
  }

  private var hyperparameters: Hyperparameters {
    var hyperparameters = Hyperparameters()
    hyperparameters.epochs = epochs
    hyperparameters.learningRate = learningRate
    hyperparameters.batchSize = batchSize
    hyperparameters.seed = seed
    return hyperparameters
  }

  private var options: Assessor.Options {
    var options = Assessor.Options()
    options.folds = folds
    options.seed = UInt64(bitPattern: Int64(seed))
    if noCurve { options.shares = [] }
    return options
  }

  private func announce(_ assessor: Assessor) throws(AssayError) {
    let rows = assessor.rows
    let numbers = rows.areNumbered ? ", numbers stand for the labels" : ""
    output.say(
      "rows        \(rows.file): \(rows.count) rows, \(rows.classes.count) classes\(numbers)")
    let rare = rows.support.count { $0 < assessor.options.folds }
    if rare > 0 {
      output.say("            \(rare) classes have fewer rows than there are folds")
    }
    if assessor.trainer.shortenedRows > 0 {
      output.say("            \(assessor.trainer.shortenedRows) prompts lost their start: too long")
    }
    let settings = assessor.trainer.settings(rowCount: assessor.runs[0].training.count)
    output.say(
      "models      \(assessor.runs.count) fine-tunes of \(model): \(assessor.options.folds) folds, "
        + "\(settings.epochs) epochs, batches of \(settings.batchSize), learning rate "
        + "\(settings.learningRate)")
    let duration = try assessor.forecastDuration()
    output.say("forecast    about \(ProgressLine.text(duration))")
  }

  private func run(_ assessor: Assessor) throws(AssayError) -> Assessment {
    let progress = ProgressLine("assessing", options: output)
    defer { progress.finish() }
    let runs = assessor.runs.count
    return try assessor.run { done, total, run in
      progress.update(done: done, of: total, detail: "model \(run) of \(runs)")
    }
  }
}
