// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import ChatTemplates
import Foundation
import JSON
import LanguageModel
import ModelStore
import Platform
package import Ranks
import Tokenizer
import Training

/// Trains a model as a request says, from the files to the finished folder. A session that is
/// stopped or killed can be gone on with to the same bits.
package struct TrainingRun {
  /// The program that runs, as the model's record names it.
  package struct Program: Sendable {
    package var version: String
    /// The command line.
    package var command: [String]

    package init(version: String, command: [String]) {
      self.version = version
      self.command = command
    }
  }

  private let request: TrainingRequest
  private let program: Program
  private let observe: (TrainingProgress) -> Void
  private let shouldStop: () -> Bool
  private let group: RankGroup

  /// - Parameters:
  ///   - observe: is told what happens.
  ///   - shouldStop: asked after every step: true saves the state and ends the session.
  ///   - group: the processes that train together; the leader alone tells, asks and writes.
  package init(
    _ request: TrainingRequest, program: Program,
    observe: @escaping (TrainingProgress) -> Void = { _ in },
    shouldStop: @escaping () -> Bool = { false }, group: RankGroup = .alone
  ) {
    self.request = request
    self.group = group
    self.program = program
    self.observe = observe
    self.shouldStop = shouldStop
  }

  /// Trains, and leaves the model in its folder.
  /// - Throws: `AssayError` when the request, the files or the folder are of no use, when memory runs
  ///   out or a loss is not finite.
  package func perform() throws(AssayError) -> TrainingResult {
    let result: TrainingResult
    if group.isLeader {
      result = try lead()
    } else {
      do throws(AssayError) {
        try follow()
      } catch {
        // The leader mostly fails in the same way: it is to be heard, and the launcher ends the others.
        Thread.sleep(forTimeInterval: Self.secondsForTheLeader)
        throw error
      }
      result = .followed
    }
    group.finish()
    return result
  }

  private static let secondsForTheLeader = 5.0

  /// What the other ranks do: they share the steps, and hand over their part of a checkpoint.
  private func follow() throws(AssayError) {
    try request.check()
    guard request.model != LinearModelFile.baseName else { return }
    let plan = try TrainingPlan(request, group: group)
    guard group.agree(on: false) else { return }
    // A run without a folder of its own goes to a new one, which holds no checkpoint.
    let checkpoints = RunFolder.checkpoints(in: request.output ?? "")
    _ = try plan.makeTrainer(writing: checkpoints).run()
  }

  private func lead() throws(AssayError) -> TrainingResult {
    try request.check()
    try guardInputs()
    if request.model == LinearModelFile.baseName {
      return try LinearTraining(request: request, program: program, observe: observe)
        .perform(in: try target())
    }
    let plan = try TrainingPlan(request, group: group)
    if let choice = plan.precisionChoice { observe(.precision(choice)) }
    let folder = try RunFolder(path: try target(), policy: request.policy)
    if request.policy == .resume && folder.isComplete {
      try plan.checkFinished(in: folder)
      // A run that was killed right after its end may have left them.
      folder.checkpoints.removeAll()
      _ = group.agree(on: false)
      return .stoodFinished(folder: folder.path)
    }
    _ = group.agree(on: true)
    do throws(AssayError) {
      return try train(plan, in: folder)
    } catch {
      folder.removeIfEmpty()
      throw error
    }
  }

  /// - Throws: `AssayError` when something that is read would be written over or removed.
  private func guardInputs() throws(AssayError) {
    let inputs = [request.trainingFile, request.validationFile]
    let written = request.output.map { folder in RunFolder.files.map { "\(folder)/\($0)" } } ?? []
    // A run that goes on writes into its own folder.
    let models = request.policy == .resume ? [] : [request.model]
    try OutputGuard.require([request.stepLog] + written, apartFrom: inputs, models: models)
    if request.policy == .refuse { try OutputGuard.requireFree([request.stepLog]) { _ in false } }
    guard let output = request.output else { return }
    for case let input? in inputs {
      let path = Self.realPath(input)
      let own = RunFolder.folders.map { Self.realPath("\(output)/\($0)") + "/" }
      guard own.contains(where: path.hasPrefix) else { continue }
      throw AssayError(
        "the file is in a folder that the run clears", at: Location(file: input),
        remedy: "Move it elsewhere, or choose another folder with -o")
    }
  }

  private static func realPath(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path
  }

  /// The folder that was asked for, or a new one in the store.
  private func target() throws(AssayError) -> String {
    if let output = request.output { return output }
    let store = try LocalStore.standard()
    let name = try store.freeName(
      base: request.model, suffix: request.suffix, at: Int(Date.now.timeIntervalSince1970))
    observe(.named(name.text))
    return store.folder(of: name)
  }

  private func train(
    _ plan: TrainingPlan, in folder: RunFolder
  ) throws(AssayError) -> TrainingResult {
    try plan.checkMemory()
    let trainer = try plan.makeTrainer(writing: folder.checkpoints)
    try note(plan)
    observe(.begins(try plan.overview(of: trainer, in: folder)))
    guard try trainer.run(hooks(plan, trainer, folder: folder)) == .finished else {
      return .interrupted(step: trainer.state.step, folder: folder.path)
    }
    return .finished(try publish(trainer, of: plan, in: folder), folder: folder.path)
  }

  /// What was settled and is advised, for those who asked for it in files.
  private func note(_ plan: TrainingPlan) throws(AssayError) {
    if let path = request.settingsLog {
      let chosen = try JSONValue(encoding: plan.identity.settings.hyperparameters)
      try AtomicFile.write((chosen.text() + "\n").utf8, to: path)
    }
    guard let path = request.adviceLog, !plan.advice.isEmpty else { return }
    try AtomicFile.write(plan.advice.map { $0 + "\n" }.joined().utf8, to: path)
  }

  /// The logs that were asked for, and whoever watches.
  private func hooks(
    _ plan: TrainingPlan, _ trainer: Trainer, folder: RunFolder
  ) throws(AssayError) -> TrainingHooks {
    let done = trainer.state.step
    let log = try request.stepLog.map { path throws(AssayError) in
      try StepLog(path: path, afterStep: done)
    }
    let board =
      request.tracker == .tensorboard
      ? try TensorBoardLog(
        folder: request.trackerFolder ?? "\(folder.path)/runs", afterStep: done) : nil
    let columns = plan.classification?.columns ?? []
    var hooks = TrainingHooks(
      observe: { event throws(AssayError) in
        if case .step(let record) = event { try log?.append(record) }
        try board?.append(event, classificationColumns: columns)
        observe(.training(event))
      },
      classify: plan.classification?.measure,
      shouldStop: shouldStop)
    hooks.complete = { folder throws(AssayError) in try writeTokenizer(of: plan, to: folder) }
    return hooks
  }

  private func writeTokenizer(of plan: TrainingPlan, to folder: String) throws(AssayError) {
    let configuration = plan.configuration
    try plan.tokenizer.write(
      toFolder: folder, maximumLength: configuration.positions,
      padToken: configuration.isClassifier ? configuration.padToken : nil)
    guard let template = plan.template else { return }
    try AtomicFile.write(template.source.utf8, to: "\(folder)/\(ChatTemplate.fileName)")
  }

  /// Writes the model, with `assay.json` last: a folder that has it is complete.
  private func publish(
    _ trainer: Trainer, of plan: TrainingPlan, in folder: RunFolder
  ) throws(AssayError) -> TrainingRecord {
    let configuration = plan.configuration
    try trainer.publish(to: folder.path)
    try writeTokenizer(of: plan, to: folder.path)
    try AtomicFile.write(trainer.results.csv.utf8, to: "\(folder.path)/results.csv")
    let record = TrainingRecord(
      of: trainer, plan, program: program, created: Date.now.formatted(.iso8601))
    let document = ModelRecord(json: try record.json())
    let card = ModelCard(
      name: folder.path, configuration: configuration, record: document,
      isAdapter: plan.identity.settings.lowRank != nil)
    try AtomicFile.write(card.text.utf8, to: "\(folder.path)/\(ModelCard.fileName)")
    try document.write(to: folder.path)
    folder.checkpoints.removeAll()
    return record
  }
}
