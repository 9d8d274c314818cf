// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import Dataset
import Evaluation
import Fixes
import ModelStore
import Platform
import Records
import Reports
import RuleEngine
import Tables
import Training
package import Workflows

/// The use "run": from a raw file to a measured model in one folder. Every step is the use that has a
/// command of its own; the folder keeps these commands.
package struct RoadRun {
  private let request: RoadRequest
  private let program: TrainingRun.Program
  private let events: (RoadEvent) -> Void
  private let shouldStop: () -> Bool
  /// What the time is taken from.
  private let now: () -> ContinuousClock.Instant
  /// Passes over texts of a model that has learned before.
  private static let epochsOfTexts = 2
  /// The share of texts that are held out.
  static let heldOutOfTexts = FixRequest.Division.defaultTextFraction
  /// The part of the time that is for the training; the rest is for what stands around it.
  private static let trainingShare = 0.85
  private static let resamples = 1_000

  /// - Parameters:
  ///   - shouldStop: asked after every step of the training: true saves the state and ends.
  ///   - now: the clock by which a training may prove too slow.
  package init(
    _ request: RoadRequest, program: TrainingRun.Program,
    events: @escaping (RoadEvent) -> Void = { _ in }, shouldStop: @escaping () -> Bool = { false },
    now: @escaping () -> ContinuousClock.Instant = { .now }
  ) {
    self.now = now
    self.request = request
    self.program = program
    self.events = events
    self.shouldStop = shouldStop
  }

  /// - Throws: `AssayError` when the data has errors that nobody but a person can put right, or a step
  ///   cannot be done.
  package func perform() throws(AssayError) -> RoadResult {
    try guardInput()
    let folder = try RoadFolder(request.output, policy: request.policy)
    let state: RoadFolder.State
    do throws(AssayError) {
      state = try self.state(in: folder)
    } catch {
      folder.removeUnstarted()
      throw error
    }
    guard try train(state.training, in: folder) else { return .interrupted(folder) }
    return .arrived(try measure(in: folder, left: state.left ?? []), folder)
  }

  /// - Throws: `AssayError` when the file would be removed with an earlier run.
  private func guardInput() throws(AssayError) {
    guard request.file.path != "-" else {
      throw AssayError(
        "the road needs a file that can be read again",
        remedy: "Write standard input to a file first")
    }
    let inside = ["data", "model"].map {
      ConfigurationFinder.absolutePath("\(request.output)/\($0)/")
    }
    let path = ConfigurationFinder.absolutePath(request.file.path)
    guard inside.contains(where: { path.hasPrefix($0 + "/") || path.hasPrefix($0) }) else {
      // Says what is wrong with a file in the words of all commands.
      _ = try TableSource(path: request.file.path, options: request.options.reading)
      return
    }
    throw AssayError(
      "the file is in a folder that the run clears", at: Location(file: request.file.name),
      remedy: "Move it elsewhere, or choose another folder with -o")
  }

  /// The rows and the request for the training, made now or in an earlier session.
  private func state(in folder: RoadFolder) throws(AssayError) -> RoadFolder.State {
    let digest = try ContentDigest.Kind.sha256.digest(ofFile: request.file.path).hex
    if let state = try folder.readState() {
      guard state.sha256 == digest else {
        throw AssayError(
          "the run in this folder is of another file, or the file has changed",
          at: Location(file: folder.path), remedy: "Start anew with --overwrite")
      }
      events(.kept(.fix))
      return state
    }
    let result = try prepare(in: folder)
    let task = result.outcome.after.profile?.task ?? result.outcome.before.task
    let state = RoadFolder.State(
      sha256: digest, training: try planned(try trainingRequest(task, folder)),
      left: result.left.map(RoadLeftover.init),
      chosenFixes: request.isAnswered
        ? Set(result.outcome.applied.map(\.step.code)).sorted() : nil)
    try folder.write(state)
    try RoadCommands(request, state, folder: folder).write()
    return state
  }

  // MARK: - Data

  /// Lints and fixes the file and divides its rows.
  private func prepare(in folder: RoadFolder) throws(AssayError) -> FixResult {
    try lint()
    events(.began(.fix, detail: request.file.name))
    var fix = FixRequest(request.file)
    fix.options = request.options
    fix.policy = request.fixes
    var division = FixRequest.Division(
      textFraction: Self.heldOutOfTexts, seed: UInt64(bitPattern: Int64(request.seed)))
    // A model is measured on rows that were kept apart, or the road has no end.
    division.isSettled = true
    fix.division = division
    fix.destination = .file(folder.rows)
    fix.replacesFiles = true
    let result = try Fixing.run(fix)
    events(.fixed(result))
    if let refused = RefusedRows(result.left) { throw refused.error(in: request.file.name) }
    try requireHeldOut(result.report)
    return result
  }

  private func lint() throws(AssayError) {
    events(.began(.lint, detail: request.file.name))
    let result = try Linting(request.options).run(LintRequest([request.file]))
    if let fault = result.faults.first { throw fault }
    let findings = result.reports.flatMap(\.findings)
    let facts = result.reports.first?.facts
    events(
      .linted(
        errors: findings.count { $0.severity == .error },
        warnings: findings.count { $0.severity == .warning }, rows: facts?.rows ?? 0,
        task: facts?.task ?? ""))
  }

  private func requireHeldOut(_ report: FixReport) throws(AssayError) {
    guard report.validRows == 0 || report.trainRows == 0 else { return }
    throw AssayError(
      "there are \(Plural.counted(report.rowsOut, "row")), too few different ones to keep some apart",
      at: Location(file: request.file.name), remedy: "Give rows with two different prompts at least"
    )
  }

  // MARK: - Model

  private func trainingRequest(
    _ task: TrainingTask, _ folder: RoadFolder
  ) throws(AssayError) -> TrainingRequest {
    var training = TrainingRequest(trainingFile: folder.trainingFile, model: request.model)
    training.validationFile = folder.validationFile
    training.fromScratch = request.fromScratch
    training.output = folder.model
    training.isVetted = true
    training.rows.lengthPolicy = .truncate
    training.rows.origin = RowSelection.Origin(
      promptColumn: request.options.promptColumn ?? Field.prompt.rawValue,
      completionColumn: request.options.completionColumn ?? Field.completion.rawValue,
      promptTemplate: request.options.promptTemplate)
    training.hyperparameters.seed = request.seed
    if request.keepsBest { training.hyperparameters.keepsBest = true }
    if task == .classification { training.hyperparameters.objective = .classification }
    training.hyperparameters.epochs = try isTextForTunedModel(training) ? Self.epochsOfTexts : nil
    return training
  }

  /// Whether the guide of the first fine-tuning service asks for fewer epochs and a lower rate: texts that
  /// are no classes, and a model that has learned before.
  private func isTextForTunedModel(_ training: TrainingRequest) throws(AssayError) -> Bool {
    guard training.hyperparameters.objective != .classification else { return false }
    return try ModelReference.resolve(request.model, fromScratch: request.fromScratch).folder != nil
  }

  /// The request with as many epochs, or such a share of the rows, as fit into the time.
  private func planned(
    _ training: TrainingRequest, budget: Double? = nil, epochSeconds: Double? = nil
  ) throws(AssayError) -> TrainingRequest {
    let plan = try BudgetPlan(
      training, budget: budget ?? request.budget * Self.trainingShare, epochSeconds: epochSeconds)
    events(.planned(plan))
    var training = training
    training.hyperparameters.epochs = plan.epochs
    training.part = plan.part
    if training.hyperparameters.learningRateMultiplier == nil, try isTextForTunedModel(training) {
      training.hyperparameters.learningRateMultiplier = plan.usualMultiplier / 2
    }
    return training
  }

  /// - Returns: whether the model is there; false where the caller wanted to stop.
  private func train(
    _ training: TrainingRequest, in folder: RoadFolder
  ) throws(AssayError) -> Bool {
    events(.began(.train, detail: training.model))
    var training = training
    training.policy = .resume
    let pace = RoadPace(budget: request.budget * Self.trainingShare, now: now)
    if let isThere = try train(training, pace) { return isThere }
    // The machine is slower than was foretold: anew, with what fits into the time that is left.
    guard let epochSeconds = pace.epochSeconds(of: training) else { return false }
    events(.slower)
    var shorter = training
    shorter.hyperparameters.epochs =
      try isTextForTunedModel(training) ? Self.epochsOfTexts : nil
    shorter.part = nil
    shorter = try planned(shorter, budget: pace.left, epochSeconds: epochSeconds)
    shorter.policy = .overwrite
    if var state = try folder.readState() {
      state.training = shorter
      try folder.write(state)
      try RoadCommands(request, state, folder: folder).write()
    }
    return try train(shorter, RoadPace(budget: .infinity, now: now)) ?? false
  }

  /// - Returns: whether the model is there; nil where it was stopped because it takes too long.
  private func train(
    _ training: TrainingRequest, _ pace: RoadPace
  ) throws(AssayError) -> Bool? {
    let result = try TrainingRun(
      training, program: program,
      observe: { event in
        pace.observe(event)
        events(.training(event))
      }, shouldStop: { shouldStop() || pace.isTooSlow }
    ).perform()
    switch result {
    case .finished(let record, _):
      events(.trained(record))
      return true
    case .finishedLinear: return true
    case .stoodFinished:
      events(.kept(.train))
      return true
    case .interrupted, .followed: return shouldStop() ? false : nil
    }
  }

  private func measure(
    in folder: RoadFolder, left: [RoadLeftover]
  ) throws(AssayError) -> RoadVerdict {
    events(.began(.evaluate, detail: folder.validationFile))
    var options = EvaluationOptions()
    options.bootstrap = Self.resamples
    var evaluate = EvaluateRequest(
      .model(folder.model, file: folder.validationFile), options: options)
    evaluate.baseline = .none
    evaluate.linearRows = .file(folder.trainingFile)
    let result = try Evaluating.run(evaluate) { events(.measuring($0)) }
    var report = result.report
    report.add(left)
    report.origin = ReportOrigin(
      program: "assay \(program.version)", command: commandLine, seconds: ReportOrigin.moment,
      inputs: try ReportOrigin.inputs([request.file.path] + report.inputs))
    try AtomicFile.write(HTMLReport.render(report).utf8, to: folder.report)
    try AtomicFile.write(JSONReport.render(report).utf8, to: folder.reportData)
    return RoadVerdict(report.data, left: left)
  }

  /// The command that the run was started with; empty where no command line did.
  private var commandLine: String {
    guard !program.command.isEmpty else { return "" }
    return ShellWord.command(Array(program.command.dropFirst()))
  }
}
