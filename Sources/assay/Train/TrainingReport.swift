// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Console
import Dataset
import JSON
import LanguageModel
import Platform
import Reports
import Training
import Workflows

/// What `assay train` says on standard error: data, settings and forecast before the run, progress
/// and evaluations during it, the figures after it.
final class TrainingReport {
  private let options: OutputOptions
  private var progress: ProgressLine
  /// The steps of this session, of all steps of the run.
  private var steps = 0..<0
  private var epochs = 1
  private var rate = 0.0
  private var loss = 0.0
  private var step = 0
  private var table = TrainingTable(hasValidation: false)
  private var isTableBegun = false
  private var curve = LossCurve()

  init(options: OutputOptions) {
    self.options = options
    progress = options.progressLine("training")
  }

  func show(_ event: TrainingProgress) {
    switch event {
    case .precision(let choice): options.say("precision   \(ComputeOptions.text(choice))")
    case .named(let name): options.say("name        \(name)")
    case .warning(let text): options.say("warning: \(VisibleText.escaped(text))")
    case .begins(let overview): describe(overview)
    case .training(let event): show(event)
    }
  }

  // MARK: Before

  private func describe(_ run: TrainingOverview) {
    steps = run.doneSteps..<max(run.doneSteps, run.totalSteps)
    epochs = run.settings.epochs
    table = TrainingTable(hasValidation: run.validation != nil)
    isTableBegun = false
    curve = LossCurve()
    // What a person was asked before takes none of the time that is foretold.
    progress = options.progressLine("training")
    let start = run.startsFromRandom ? "random weights" : "its weights"
    let adapter =
      run.trainedParameters < run.parameters
      ? "; trains an adapter of \(Plural.grouped(run.trainedParameters)) parameters" : ""
    options.say(
      "model       \(run.base), \(Plural.grouped(run.parameters)) parameters, from \(start)\(adapter)"
    )
    if let head = run.head {
      options.say(
        "head        \(head.classCount) classes, "
          + (head.isNew ? "of random weights" : "that of the model"))
    }
    describe(run.training, as: "training")
    if let validation = run.validation { describe(validation, as: "validation") }
    if let labels = run.labels {
      options.say(
        "labels      the numbers of \(labels.names.count) classes are named in \(labels.file)")
    }
    for warning in run.warnings { options.say("warning: \(VisibleText.escaped(warning))") }
    for advice in run.advice { options.say("advice      \(advice)") }
    if !run.endedClasses.isEmpty {
      let names = run.endedClasses.prefix(5).map { JSONValue.string($0).text() }
      options.say(
        "            \(names.joined(separator: ", ")) \(names.count == 1 ? "begins" : "begin") another class"
          + " and \(names.count == 1 ? "gets" : "get") an end-of-text token, so that both are learnt"
      )
    }
    describe(run.settings)
    if run.doneSteps > 0 { options.say("resuming    after step \(run.doneSteps)") }
    options.say(
      "forecast    \(Plural.counted(steps.upperBound, "step")), about \(Plural.counted(run.tokens, "token")), "
        + "\(ProgressLine.text(.seconds(run.seconds))), \(Self.megabytes(run.memoryBytes)) of memory"
    )
  }

  private func describe(_ settings: TrainingSettings) {
    options.say(
      "settings    \(Plural.counted(settings.epochs, "epoch")), batches of \(settings.batchSize), "
        + "learning rate \(settings.learningRate), \(settings.precision.rawValue), seed "
        + "\(settings.seed)\(options.verbose ? "" : "; --verbose tells all")")
    for entry in settings.entries where entry.value != .null {
      options.explain("            \(entry.key) \(entry.value.text())")
    }
  }

  private func describe(_ data: TrainingData, as name: String) {
    let label = name.padding(to: 12)
    let classes = data.classes.isEmpty ? "" : ", \(Plural.counted(data.classes.count, "class"))"
    options.say(
      "\(label)\(data.path): \(Plural.counted(data.examples.count, "example")), "
        + (data.answers > 0 ? "\(Plural.counted(data.answers, "answer")), " : "")
        + "\(Plural.counted(data.tokenCount, "token"))\(classes)")
    let notes = [
      (data.truncatedRows, "row lost a part of its prompt", "rows lost a part of their prompt"),
      (data.droppedRows, "row was too long and left out", "rows were too long and left out"),
      (
        data.unpredictableRows, "row has a single token and nothing to learn",
        "rows have a single token and nothing to learn"
      ),
    ]
    for (count, one, more) in notes where count > 0 {
      options.say("\(label)\(count) \(count == 1 ? one : more)")
    }
    let long = data.classes.count { $0.tokens > 1 }
    if long > 0 {
      options.say(
        "\(label)there is more than one token in \(long) of \(data.classes.count) classes; "
          + "all of them are scored")
    }
  }

  // MARK: During

  private func show(_ event: TrainingEvent) {
    switch event {
    case .step(let record): show(record)
    case .evaluated(let step, let figures, let isBest):
      curve.addValidation(figures.loss, step: step)
      tell(table.evaluate(figures, step: step, speed: rate, isBest: isBest))
    case .epoch(let number, let meanLoss):
      guard isShown(epoch: number) else { return }
      tell(table.end(epoch: number, step: step, loss: meanLoss, speed: rate))
    case .checkpointed(let step): options.explain("checkpoint after step \(step)")
    }
  }

  private func tell(_ rows: [String]) {
    guard !rows.isEmpty else { return }
    progress.finish()
    if !isTableBegun { options.say(table.head) }
    isTableBegun = true
    for row in rows { options.say(row) }
  }

  /// Of many epochs about twenty are shown.
  private func isShown(epoch: Int) -> Bool {
    epoch == epochs || epoch.isMultiple(of: max(1, epochs / 20))
  }

  /// Loss and speed are shown as running means: single steps jump.
  private func show(_ record: StepRecord) {
    let share = rate == 0 ? 1 : 0.1
    rate += share * (record.tokensPerSecond - rate)
    loss += share * (record.loss - loss)
    step = record.step
    curve.add(record.loss, step: step)
    progress.update(
      done: record.step - steps.lowerBound, of: steps.count,
      detail: "loss \(NumberText.fixed(loss, digits: 3)), \(Plural.grouped(Int(rate))) tokens/s")
  }

  // MARK: After

  /// Ends the line that is written over and over.
  func finish() { progress.finish() }

  /// Draws how the loss went, for those who watch.
  func showCurve() {
    progress.finish()
    guard Terminal.errorsAreTerminal else { return }
    for line in curve.lines { options.say(line) }
  }

  /// Shows how the session ended.
  /// - Throws: `ExitStatus.interrupted` when the run is not at its end.
  func conclude(_ result: TrainingResult) throws {
    tell(table.flush(speed: rate))
    progress.finish()
    switch result {
    case .finished(let record, let folder):
      showCurve()
      summarize(record)
      options.advise(TrainingAdvice.next(record, folder: folder))
      Terminal.printResult(folder + "\n")
    case .finishedLinear(let result):
      summarize(result)
      options.advise(TrainingAdvice.next(result))
      Terminal.printResult(result.folder + "\n")
    case .stoodFinished(let folder):
      options.say("\(folder) holds the finished model already")
      Terminal.printResult(folder + "\n")
    case .followed: break
    case .interrupted(let step, let folder):
      let command = TrainingAdvice.resuming(CommandLine.arguments, folder: folder)
      options.advise(command, after: "stopped after step \(step); go on with:")
      throw ExitStatus.interrupted
    }
  }

  private func summarize(_ record: TrainingRecord) {
    let figures = record.figures
    let speed = figures.seconds > 0 ? Int(Double(figures.elapsedTokens) / figures.seconds) : 0
    options.say(
      "trained     \(Plural.counted(figures.steps, "step")), \(Plural.counted(figures.elapsedTokens, "token")) "
        + "in \(ProgressLine.text(.seconds(figures.seconds))), \(Plural.grouped(speed)) tokens/s")
    if figures.stoppedEarly { options.say("stopped     early: no better evaluation") }
    tellKept(record)
  }

  /// Says which weights the model has, where those of an earlier evaluation were better than the last.
  func tellKept(_ record: TrainingRecord) {
    let figures = record.figures
    guard let step = figures.bestStep else { return }
    progress.finish()
    guard record.settings.keepsBest != true else {
      return options.say(
        "kept        the weights after \(Self.place(of: step, figures)), the best evaluation")
    }
    guard step < figures.steps, let least = figures.bestValidationLoss,
      let last = figures.validationLoss, least < last
    else { return }
    let losses = [least, last].map { NumberText.fixed($0, digits: 3) }
    options.say("kept        the last weights, with a validation loss of \(losses[1])")
    options.say(
      "            after \(Self.place(of: step, figures)) it was \(losses[0]): "
        + "--keep-best keeps those")
  }

  /// `epoch 2 of 4`, or the step within an epoch or the only one.
  private static func place(of step: Int, _ figures: TrainingRecord.Figures) -> String {
    let done = step * figures.epochs
    guard figures.epochs > 1, figures.steps > 0, done.isMultiple(of: figures.steps) else {
      return "step \(step)"
    }
    return "epoch \(done / figures.steps) of \(figures.epochs)"
  }

  private func summarize(_ result: LinearResult) {
    options.say(
      "trained     a linear model of \(Plural.counted(result.rows, "row")), "
        + "\(Plural.counted(result.classes, "class")), \(Plural.counted(result.parameters, "weight")) in "
        + "\(ProgressLine.text(.seconds(result.seconds))); strength "
        + "\(NumberText.fixed(result.strength, digits: 0)), by a cross-validation")
    guard let figures = result.validation else { return }
    let parts = [
      ("accuracy", figures.accuracy), ("macro F1", figures.macroF1), ("log loss", figures.logLoss),
    ].compactMap { name, value in value.map { "\(name) \(NumberText.fixed($0, digits: 3))" } }
    options.say(
      "validation  \(parts.joined(separator: ", ")) on \(Plural.counted(figures.rows, "row"))")
  }

  // MARK: Text

  private static func megabytes(_ bytes: Int) -> String {
    "\(Plural.grouped((bytes + (1 << 20) - 1) >> 20)) MiB"
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
