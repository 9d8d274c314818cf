// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import Evaluation
import EvaluationMetrics
import Platform
import Training
import Workflows

/// `assay assess`: what labeled data is worth before anybody trains on it.
struct AssessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Forecasts what a model will learn from labeled rows, and finds doubtful labels.",
    discussion: """
      Trains a linear model of words and characters for each fold of a cross-validation and for \
      1/8, 1/4 and 1/2 of the data: seconds. With -m, fine-tunes that model on the same parts too. \
      Shows the accuracy and macro F1 to expect with intervals, rows whose label the models of the \
      other folds find very unlikely, and what twice the data would bring. Takes a raw file: the \
      safe fixes of assay fix are made in memory, and numbers stand for labels of several tokens. \
      Each fine-tune is kept until all are done: where it was stopped, the same command goes on. \
      With --predictions, finds the doubtful labels by probabilities that any other tool gave.

      Examples:
        assay assess reviews.csv --prompt-column text --completion-column label
        assay assess train.jsonl --folds 10 --format html --output assessment.html
        assay assess train.jsonl -m models/gpt2 --epochs 2 --no-curve
        assay assess --predictions probabilities.csv --found-by both
      """)

  @Argument(help: "The labeled rows.", completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp(
      """
      Find doubtful labels by these probabilities, of models that did not see the rows: rows with \
      a label and scores as assay eval takes them, or a table with a column for each class.
      """,
      valueName: "file"))
  var predictions: String?

  @Option(help: "Folds of the cross-validation.")
  var folds = 5

  @Option(
    name: .shortAndLong,
    help: """
      Fine-tune this beside the linear model: a model of the store, a Hugging Face directory, or \
      a shape that starts from random weights, such as nano, which options of training mean.
      """)
  var model: String?

  @Flag(help: "Start from random weights of the model's shape, whatever weights there are.")
  var fromScratch = false

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

  @Option(
    help: """
      What makes a label doubtful, as cleanlab names it: confident_learning, noise_rate, class, \
      both (by noise rate and by class), self_confidence or normalized_margin.
      """)
  var foundBy = LabelNoise.Filter.selfConfidence

  @OptionGroup(title: "Rows") var input: InputOptions
  @OptionGroup(title: "Rows") var truncation: TruncationOptions
  @OptionGroup var reporting: ReportOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (file == nil) != (predictions == nil) else {
      throw ValidationError(
        file == nil
          ? "name the labeled rows, or a file of --predictions"
          : "--predictions takes the place of the rows: give one of them")
    }
    if predictions != nil, modelName != nil {
      throw ValidationError("--predictions are judged as they are; leave out what trains a model")
    }
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
    if let predictions { return try judge(predictions) }
    guard let file else { return }
    try assess(file)
  }

  private func judge(_ predictions: String) throws {
    try reporting.replacing.require([reporting.output], apartFrom: [predictions])
    let doubts = try Assessing.doubts(
      in: DataFile(predictions), reading: input.reading, filter: foundBy, events: tell)
    try reporting.write(doubts.report(), colored: output.colored)
  }

  private func tell(_ event: AssessEvent) {
    switch event {
    case .fixed(let title): output.say("fixed       \(title)")
    case .warning(let text): output.say("warning: \(VisibleText.escaped(text))")
    case .planned(let plan): announce(plan)
    case .progress: break
    }
  }

  private func assess(_ file: String) throws {
    try reporting.replacing.require(
      [reporting.output], apartFrom: [file], models: [modelName].compactMap { $0 })
    let progress = output.progressLine("assessing")
    defer { progress.finish() }
    let assessment = try Assessing.run(request(file)) { event in
      if case .progress(let done, let total, let run, let runs) = event {
        progress.update(done: done, of: total, detail: "model \(run) of \(runs)")
      } else {
        tell(event)
      }
    }
    progress.finish()
    try reporting.write(assessment.report(model: modelName ?? "linear"), colored: output.colored)
    if reporting.format == .text, file != "-" {
      // The road with the same file.
      output.advise(input.command(["run"], file))
    }
  }

  /// The model to fine-tune: the one that is named, or the smallest shape where an option of training
  /// asks for one.
  private var modelName: String? {
    let asksForTraining = epochs != nil || batchSize != nil || learningRate != nil || fromScratch
    let name = model ?? (asksForTraining ? "nano" : nil)
    return name == "linear" ? nil : name
  }

  private func request(_ file: String) -> AssessRequest {
    var request = AssessRequest(DataFile(file), model: modelName)
    request.fromScratch = fromScratch
    input.add(to: &request.options)
    request.options.configuration = .none
    request.truncationSide = truncation.truncationSide
    request.training.epochs = epochs
    request.training.learningRate = learningRate
    request.training.batchSize = batchSize
    request.training.seed = seed
    request.assessor.folds = folds
    request.assessor.filter = foundBy
    request.assessor.seed = UInt64(bitPattern: Int64(seed))
    if noCurve { request.assessor.shares = [] }
    return request
  }

  private func announce(_ plan: AssessPlan) {
    let numbers = plan.areNumbered ? ", numbers stand for the labels" : ""
    output.say(
      "rows        \(plan.file): \(Plural.counted(plan.rows, "row")), "
        + "\(Plural.counted(plan.classes, "class"))\(numbers)")
    if plan.rareClasses > 0 {
      output.say(
        "            \(Plural.counted(plan.rareClasses, "class")) "
          + "\(plan.rareClasses == 1 ? "has" : "have") fewer rows than there are folds")
    }
    if plan.shortenedRows > 0 {
      let prompts = plan.shortenedRows == 1 ? "prompt was" : "prompts were"
      output.say(
        "            \(plan.shortenedRows) \(prompts) too long and lost the \(plan.lostPart)")
    }
    guard let model = plan.model, let settings = plan.settings, let duration = plan.duration else {
      return output.say("models      linear, \(plan.folds) folds; fine-tune one too with -m nano")
    }
    output.say(
      "models      linear, and \(plan.runs) fine-tunes of \(model): \(plan.folds) folds, "
        + "\(Plural.counted(settings.epochs, "epoch")), batches of \(settings.batchSize), "
        + "learning rate \(settings.learningRate)")
    output.say("forecast    about \(ProgressLine.text(duration))")
    if plan.knownRuns > 0 {
      output.say(
        "going on    \(plan.knownRuns) of \(Plural.counted(plan.runs, "fine-tune")) "
          + "\(plan.knownRuns == 1 ? "was" : "were") done before it was stopped")
    }
  }
}

extension LabelNoise.Filter: ExpressibleByArgument {
  /// Takes cleanlab's own names too, such as `prune_by_noise_rate`.
  public init?(argument: String) { self.init(name: argument) }
}
