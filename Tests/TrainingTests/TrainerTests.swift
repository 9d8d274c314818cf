// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import LanguageModel
import Testing
import Training

@Suite struct TrainerTests {
  /// Runs to the end, or stops after some steps.
  @discardableResult
  private func run(_ trainer: Trainer, stoppingAfter limit: Int? = nil) throws -> TrainingOutcome {
    var hooks = TrainingHooks()
    hooks.shouldStop = { trainer.state.step == limit }
    return try trainer.run(hooks)
  }

  @Test(arguments: [1, 2, 3, 6, 7, 12, 17])
  func aStoppedRunGoesOnToTheSameBits(stop: Int) throws {
    let fixture = TrainingFixture()
    let whole = try fixture.trainer(in: nil)
    #expect(try run(whole) == .finished)
    #expect(whole.state.step == 18)

    let folder = try TemporaryFolder()
    #expect(try run(try fixture.trainer(in: folder), stoppingAfter: stop) == .interrupted)
    let resumed = try fixture.trainer(in: folder)
    #expect(resumed.state.step == stop)
    #expect(try run(resumed) == .finished)
    #expect(resumed.model.bits == whole.model.bits)
    #expect(resumed.results == whole.results)
  }

  @Test func anErrorLosesOnlyWhatFollowedTheLastCheckpoint() throws {
    let fixture = TrainingFixture()
    let whole = try fixture.trainer(in: nil)
    try run(whole)

    let folder = try TemporaryFolder()
    var hooks = TrainingHooks()
    hooks.observe = { event throws(AssayError) in
      if case .step(let record) = event, record.step == 8 { throw AssayError("power cut") }
    }
    let cut = try fixture.trainer(in: folder)
    #expect(throws: AssayError("power cut")) { try cut.run(hooks) }
    let resumed = try fixture.trainer(in: folder)
    #expect(resumed.state.step == 6)
    try run(resumed)
    #expect(resumed.model.bits == whole.model.bits)
    #expect(resumed.results == whole.results)
  }

  @Test("Row 87: the loss does not depend on the cut", arguments: [1, 2, 3])
  func theLossDoesNotDependOnTheCut(microBatchSize: Int) throws {
    var fixture = TrainingFixture()
    fixture.settings.dropout = 0
    fixture.settings.tokenDropout = 0
    fixture.settings.promptLossWeight = 0.1
    let whole = try fixture.trainer(in: nil)
    try run(whole)
    fixture.settings.microBatchSize = microBatchSize
    let cut = try fixture.trainer(in: nil)
    try run(cut)
    for (one, other) in zip(whole.results.rows, cut.results.rows) {
      #expect(abs(one.trainingLoss - other.trainingLoss) < 1e-4 * one.trainingLoss)
    }
  }

  @Test func seedAndOrderDecideTheRun() throws {
    func losses(_ change: (inout TrainingSettings) -> Void) throws -> [Double] {
      var fixture = TrainingFixture()
      change(&fixture.settings)
      let trainer = try fixture.trainer(in: nil)
      try run(trainer)
      return trainer.results.rows.map(\.trainingLoss)
    }
    let first = try losses { _ in }
    #expect(try losses { _ in } == first)
    #expect(try losses { $0.seed = 1 } != first)
    #expect(try losses { $0.shuffles = false } != first)
    #expect(try losses { $0.dataSeed = 1 } != first)
    let seed = TrainingFixture().settings.seed
    #expect(try losses { $0.dataSeed = seed } == first)
    #expect(try losses { $0.dropout = 0 } != first)
    #expect(try losses { $0.tokenDropout = 0 } != first)
  }

  @Test func rowsCountTokensAndAreEvaluatedWhenDue() throws {
    let fixture = TrainingFixture()
    let trainer = try fixture.trainer(in: nil)
    try run(trainer)
    let rows = trainer.results.rows
    #expect(rows.map(\.step) == Array(1...18))
    #expect(rows.filter { $0.validation != nil }.map(\.step) == [4, 8, 12, 16, 18])
    #expect(rows[5].elapsedExamples == 23)
    #expect(rows[5].elapsedTokens == fixture.examples.reduce(0) { $0 + $1.count })
    #expect(rows[17].elapsedTokens == 3 * rows[5].elapsedTokens)
    let figures = try Evaluator().evaluate(trainer.model, on: fixture.validation)
    #expect(rows[17].validation == figures)
  }

  /// Row 85: `eval_strategy: no`.
  @Test func nothingIsMeasuredWhereNobodyWantsIt() throws {
    var fixture = TrainingFixture()
    fixture.settings.evaluationSteps = nil
    fixture.settings.evaluationEpochs = 0
    let trainer = try fixture.trainer(in: nil)
    try run(trainer)
    #expect(trainer.isFinished && trainer.results.rows.allSatisfy { $0.validation == nil })
    var asked = Hyperparameters()
    asked.evaluationEpochs = 0
    #expect(asked.fault == nil)
    asked.patience = 2
    #expect(asked.fault?.contains("--eval-epochs 0 makes none") == true)
  }

  /// The message names what there is, and nothing else.
  @Test(arguments: [nil, 1])
  func aRunThatDivergesTellsWhatIsLeft(checkpointSteps: Int?) throws {
    var fixture = TrainingFixture()
    fixture.settings.learningRate = 1e38
    fixture.settings.warmupSteps = 1
    fixture.settings.checkpointSteps = checkpointSteps ?? 1000
    let folder = try TemporaryFolder()
    let trainer = try fixture.trainer(in: folder)
    let error = #expect(throws: AssayError.self) { try run(trainer) }
    let message = try #require(error?.message)
    #expect(message.contains("the training diverged at step ") && error?.cause == .divergence)
    #expect(!message.contains("nan") && !message.contains("inf ") && !message.hasSuffix("inf"))
    // The first step of a warm-up changes no weight.
    let kept = try CheckpointStore(folder: folder.url.appending(path: "checkpoints").path).latest()
    #expect(kept?.state.step == checkpointSteps)
    #expect(error?.remedy?.contains("the weights after step 1 are in") == (kept != nil))
    if let kept { #expect(try GPT2Model(directory: kept.path).brokenTensor == nil) }
  }

  @Test func weightsThatBrokeInTheLastStepAreNotKept() throws {
    var fixture = TrainingFixture()
    fixture.settings.learningRate = 3e38
    fixture.settings.weightDecay = 10
    fixture.settings.warmupSteps = 0
    fixture.settings.maximumSteps = 1
    fixture.settings.evaluationSteps = 100
    let folder = try TemporaryFolder()
    #expect(throws: AssayError.self) { try run(try fixture.trainer(in: folder)) }
    let path = folder.url.appending(path: "checkpoints").path
    #expect(try CheckpointStore(folder: path).latest() == nil)
  }

  @Test func patienceStopsAndTheBestIsKept() throws {
    var fixture = TrainingFixture()
    // Weights that stay as they are give no better figure than the first, on any machine.
    fixture.settings.learningRate = 0
    fixture.settings.patience = 2
    fixture.settings.keepsBest = true
    let folder = try TemporaryFolder()
    let trainer = try fixture.trainer(in: folder)
    #expect(try run(trainer) == .finished)
    #expect(trainer.state.stoppedEarly)
    #expect(trainer.state.step < trainer.totalSteps)
    let best = try #require(trainer.state.bestStep)
    #expect(best == 4 && trainer.state.step == 12)
    let losses = trainer.results.rows.compactMap(\.validation?.loss)
    #expect(losses.min() == trainer.state.bestFigure)

    let store = CheckpointStore(folder: folder.url.appending(path: "checkpoints").path)
    let model = try GPT2Model(directory: store.best(step: best))
    let figures = try Evaluator().evaluate(model, on: fixture.validation)
    #expect(figures.loss == trainer.state.bestFigure)
  }

  @Test func classificationFiguresComeFromTheCaller() throws {
    let fixture = TrainingFixture()
    let trainer = try Trainer(
      model: fixture.model(), job: fixture.job, examples: fixture.examples,
      validation: fixture.validation, classificationColumns: ["classification/accuracy"])
    var hooks = TrainingHooks()
    hooks.classify = { _ in [0.25] }
    #expect(try trainer.run(hooks) == .finished)
    let lines = trainer.results.csv.split(separator: "\n")
    #expect(lines[0].hasSuffix(",classification/accuracy"))
    #expect(lines[1].hasSuffix(",,,"))
    #expect(lines[4].hasSuffix(",0.25"))
  }

  @Test func aLossThatIsNotFiniteEndsTheRun() throws {
    var fixture = TrainingFixture()
    fixture.settings.learningRate = 1e30
    fixture.settings.gradientClip = 0
    let trainer = try fixture.trainer(in: nil)
    let error = #expect(throws: AssayError.self) { try trainer.run() }
    #expect(error?.message.contains("loss") == true)
  }
}
