// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import LanguageModel
import ModelStore
import Platform
import Ranks
import Training

/// What follows from a plan: a trainer, and a forecast of what it will take.
extension TrainingPlan {
  /// A trainer at the start, or at the last checkpoint where the run is to go on.
  /// - Throws: `AssayError` when the checkpoint is of another run, or memory runs out.
  func makeTrainer(writing checkpoints: CheckpointStore) throws(AssayError) -> Trainer {
    let checkpoint = request.policy == .resume ? try checkpoints.latest() : nil
    let model: GPT2Model
    if let checkpoint {
      try identity.check(against: checkpoint.job, at: checkpoint.path)
      try checkColumns(of: checkpoint.results, at: checkpoint.path)
    }
    if let checkpoint, identity.settings.lowRank == nil {
      model = try GPT2Model(directory: checkpoint.path)
      try checkClasses(of: model, at: checkpoint.path)
    } else {
      model = try base.load(
        settings: identity.settings, classes: configuration.classes,
        findBase: ModelReference.findBase)
    }
    if identity.device != nil { try model.move(to: device) }
    return try Trainer(
      model: model, baseFolder: base.folder.map(Self.absolute) ?? "", job: identity,
      examples: examples.examples, validation: validation?.examples ?? [],
      classificationColumns: classification?.columns ?? [], checkpoints: checkpoints,
      resuming: checkpoint, group: group)
  }

  /// - Throws: `AssayError` when the finished run in a folder was another one than this.
  func checkFinished(in folder: RunFolder) throws(AssayError) {
    let record = try TrainingRecord(folder: folder.path)
    try identity.check(against: try record.identity(), at: folder.path)
    let table = "\(folder.path)/results.csv"
    let csv = String(decoding: try Files.read(table), as: UTF8.self)
    try checkColumns(of: try ResultsTable(csv: csv, file: table), at: folder.path)
    guard configuration.classes.isEmpty || configuration.hasSameClasses(as: record.classes ?? [])
    else { throw otherClasses(at: folder.path) }
  }

  private func checkColumns(of results: ResultsTable, at path: String) throws(AssayError) {
    guard results.classificationColumns != classification?.columns ?? [] else { return }
    throw AssayError(
      "the run in this folder is another one: its results have other classification figures",
      at: Location(file: path),
      remedy: "Give the options it was started with, or start anew with --overwrite")
  }

  /// Fingerprints of the data hold the numbers of classes, not their names.
  private func checkClasses(of model: GPT2Model, at path: String) throws(AssayError) {
    guard !model.configuration.hasSameClasses(as: configuration.classes) else { return }
    throw otherClasses(at: path)
  }

  private func otherClasses(at path: String) -> AssayError {
    AssayError(
      "the run in this folder has other classes", at: Location(file: path),
      remedy: "Give the files it was started with, or start anew with --overwrite")
  }

  /// A path that means the same from everywhere.
  private static func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path
  }

  // MARK: Forecast

  /// - Throws: `AssayError` when the run needs more memory than there is.
  func checkMemory() throws(AssayError) {
    guard let available = device.freeMemory ?? Machine.availableMemory else { return }
    try memory().check(
      availableBytes: available, microBatchSize: identity.settings.microBatchSize, smaller: memory)
  }

  /// What the run needs, with another micro-batch size than its own where one is given.
  func memory(microBatchSize: Int? = nil) -> MemoryForecast {
    var settings = identity.settings
    settings.microBatchSize = microBatchSize ?? settings.microBatchSize
    return MemoryForecast(
      configuration: configuration, parameters: parameters, examples: examples.examples,
      settings: settings, logitRows: device.logitRows)
  }

  /// Takes a moment: the speed of this machine is measured.
  func overview(of trainer: Trainer, in folder: RunFolder) throws(AssayError) -> TrainingOverview {
    let time = TimeForecast(
      configuration: configuration, parameters: parameters, examples: examples.examples,
      settings: identity.settings)
    let (done, all) = (Double(trainer.state.step), Double(max(1, trainer.totalSteps)))
    let seconds = time.seconds(
      productSpeed: try SpeedProbe.products(
        of: configuration, in: identity.settings.precision, on: device),
      optimizerSpeed: try SpeedProbe.optimizer(on: device), fraction: 1 - done / all)
    return TrainingOverview(
      base: base.name, startsFromRandom: base.startsFromRandom,
      parameters: trainer.model.parameterCount, trainedParameters: trainer.trainedParameters,
      head: try head, training: examples, validation: validation, endedClasses: endedClasses,
      labels: labels, warnings: try warnings + deviceWarnings(folder), advice: advice,
      settings: identity.settings,
      doneSteps: trainer.state.step, totalSteps: trainer.totalSteps, tokens: time.seenTokens,
      seconds: seconds, memoryBytes: memory().totalBytes)
  }

  /// A run that goes on elsewhere is not the one that it would have been.
  private func deviceWarnings(_ folder: RunFolder) throws(AssayError) -> [String] {
    guard request.policy == .resume, let then = try folder.checkpoints.latest() else { return [] }
    var warnings: [String] = []
    if then.device != device.name {
      warnings.append(
        "the run began on \(then.device) and goes on on \(device.name): its weights differ in their last"
          + " bits from those of a run on one of them")
    }
    if then.ranks != group.count {
      warnings.append(
        "the run began on \(Plural.counted(then.ranks, "process")) and goes on on"
          + " \(group.count): its weights differ in their last bits from those of a run on as many")
    }
    return warnings
  }

  private var head: TrainingOverview.Head? {
    get throws(AssayError) {
      guard !configuration.classes.isEmpty else { return nil }
      let known = try base.configuration(findBase: ModelReference.findBase)
      return TrainingOverview.Head(
        classCount: configuration.classes.count,
        isNew: !known.hasSameClasses(as: configuration.classes))
    }
  }
}
