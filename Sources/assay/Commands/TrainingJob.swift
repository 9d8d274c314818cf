// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Dataset
import Foundation
import LanguageModel
import ModelStore
import Tokenizer
import Training

/// The work of `assay train`, from the files to the finished model.
struct TrainingJob {
  private let command: TrainCommand
  private let base: BaseModel
  private let configuration: GPT2Configuration
  private let tokenizer: GPT2Tokenizer
  private let reader: ExampleReader
  private let examples: TrainingData
  private let validation: TrainingData?
  /// SHA-256 of the data files, by path.
  private let digests: [String: String]
  private let identity: JobIdentity
  private let classification: ClassificationFigures?
  private let parameters: Int
  private let output: OutputOptions

  /// Reads the files and settles all settings.
  init(_ command: TrainCommand) throws(AssayError) {
    self.command = command
    output = command.outputOptions
    let reference = try ModelReference.resolve(command.model)
    base = try BaseModel(name: command.model, folder: reference.folder)
    try Self.checkAdapter(command, base)
    var configuration = try base.configuration(findBase: ModelReference.findBase)
    tokenizer = try base.tokenizer()
    let reader = try Self.reader(command, tokenizer, &configuration)
    self.configuration = configuration
    self.reader = reader
    let blockSize = try Self.blockSize(command, positions: configuration.positions)
    let corpus = blockSize.map { [tokenizer] in
      command.rows.corpusReader(blockSize: $0, tokenizer: tokenizer)
    }
    func read(_ path: String, _ task: TrainingTask?) throws(AssayError) -> TrainingData {
      let source = try command.rows.input.source(path)
      if let corpus { return try corpus.read(source) }
      return try reader.read(source, task: task)
    }
    let examples = try read(command.trainingFile, nil)
    self.examples = examples
    validation = try command.validationFile.map { path throws(AssayError) in
      try read(path, examples.facts?.task)
    }
    digests = try Self.digests(of: [examples.path, validation?.path].compactMap { $0 })
    let defaults = TrainingDefaults(
      exampleCount: examples.examples.count, startsFromRandom: base.startsFromRandom,
      width: configuration.width)
    var request = command.training.request
    request.blockSize = blockSize
    request.initializerRange = request.initializerRange ?? base.initializerRange
    request.precision = try Self.precision(command, configuration)
    identity = JobIdentity(
      base: base.name, settings: defaults.resolve(request),
      trainingData: examples.fingerprint, validationData: validation?.fingerprint)
    classification = try Self.classification(
      command, examples, validation, tokenizer, head: reader.head)
    parameters = ParameterLayout(configuration).parameterCount
  }

  /// An adapter is of use beside weights that were learnt, and that are a model of their own.
  private static func checkAdapter(
    _ command: TrainCommand, _ base: BaseModel
  ) throws(AssayError) {
    guard command.training.loraRank != nil else { return }
    guard let folder = base.folder else {
      throw AssayError(
        "--lora-rank trains an adapter beside learnt weights, and '\(base.name)' has random ones",
        remedy: "Give a model with -m, or leave --lora-rank out to train all weights")
    }
    guard !AdapterFolder.isAdapter(folder) else {
      throw AssayError(
        "'\(base.name)' is an adapter itself", at: Location(file: folder),
        remedy: "Merge it first: assay models export \(base.name) --format huggingface -o FOLDER")
    }
  }

  /// A reader of rows. For classification it gives the model a head for the classes of the training
  /// file; a base that has one for the same classes keeps their order.
  private static func reader(
    _ command: TrainCommand, _ tokenizer: GPT2Tokenizer, _ configuration: inout GPT2Configuration
  ) throws(AssayError) -> ExampleReader {
    var reader = command.rows.reader(positions: configuration.positions, tokenizer: tokenizer)
    reader.wantsClasses = command.classification.computeClassificationMetrics
    guard command.training.objective == .classification else {
      configuration.classes = []
      return reader
    }
    let known = configuration.classes
    let source = try command.rows.input.source(command.trainingFile)
    configuration.setClasses(try reader.classes(of: source))
    let sorted = known.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if configuration.hasSameClasses(as: sorted) { configuration.classes = known }
    reader.head = ClassHead(configuration)
    return reader
  }

  /// Tokens in a block of a corpus; nil for other objectives.
  private static func blockSize(
    _ command: TrainCommand, positions: Int
  ) throws(AssayError) -> Int? {
    guard command.training.objective == .languageModel else { return nil }
    let wanted = command.training.blockSize ?? min(positions, 1024)
    guard wanted <= positions else {
      throw AssayError(
        "a block of \(wanted) tokens is longer than the model's \(positions) positions",
        remedy: "Give a smaller --block-size")
    }
    return wanted
  }

  /// A run that goes on keeps its precision; otherwise a measurement could end in another.
  private static func precision(
    _ command: TrainCommand, _ configuration: GPT2Configuration
  ) throws(AssayError) -> Precision {
    if command.resume, command.precision.isOpen, let output = command.output,
      let stored = try RunFolder.checkpoints(in: output).latest()?.precision
    {
      return stored
    }
    return try command.precision.resolve(
      for: configuration, default: .auto, output: command.outputOptions)
  }

  private static func classification(
    _ command: TrainCommand, _ examples: TrainingData, _ validation: TrainingData?,
    _ tokenizer: GPT2Tokenizer, head: ClassHead?
  ) throws(AssayError) -> ClassificationFigures? {
    guard let validation else { return nil }
    return try ClassificationFigures(
      command.classification, training: examples, validation: validation, tokenizer: tokenizer,
      head: head)
  }

  /// Trains and leaves the finished model in the folder.
  func run(in folder: RunFolder) throws {
    if let available = MemoryForecast.availableBytes {
      try memory().check(
        availableBytes: available, microBatchSize: identity.settings.microBatchSize,
        smaller: memory)
    }
    let trainer = try makeTrainer(folder)
    let done = trainer.state.step
    let report = TrainingReport(
      options: output, steps: done..<max(done, trainer.totalSteps),
      epochs: identity.settings.epochs)
    try announce(trainer, report)
    let log = try command.logJSON.map { path throws(AssayError) in
      try StepLog(path: path, afterStep: done)
    }
    let board =
      command.tracker == .tensorboard
      ? try TensorBoardLog(folder: "\(folder.path)/runs", afterStep: done) : nil
    let columns = classification?.columns ?? []
    let hooks = TrainingHooks(
      observe: { event throws(AssayError) in
        if case .step(let record) = event { try log?.append(record) }
        try board?.append(event, classificationColumns: columns)
        report.show(event)
      },
      classify: classification?.measure,
      shouldStop: { Interruption.isRequested })
    let outcome = try trainer.run(hooks)
    report.finish()
    guard outcome == .finished else {
      output.say("stopped after step \(trainer.state.step); go on with -o \(folder.path) --resume")
      throw ExitStatus.interrupted
    }
    try publish(trainer, in: folder)
    report.summarize(trainer)
    Terminal.printResult(folder.path + "\n")
  }

  /// What the run needs, with another micro-batch size than its own where one is given.
  private func memory(microBatchSize: Int? = nil) -> MemoryForecast {
    var settings = identity.settings
    settings.microBatchSize = microBatchSize ?? settings.microBatchSize
    return MemoryForecast(
      configuration: configuration, parameters: parameters, examples: examples.examples,
      settings: settings)
  }

  /// A run from the start, or from the last checkpoint where the user wants to go on.
  private func makeTrainer(_ folder: RunFolder) throws(AssayError) -> Trainer {
    let checkpoint = command.resume ? try folder.checkpoints.latest() : nil
    let model: GPT2Model
    if let checkpoint { try identity.check(against: checkpoint.job, at: checkpoint.path) }
    if let checkpoint, identity.settings.lowRank == nil {
      model = try GPT2Model(directory: checkpoint.path)
      try checkClasses(of: model, at: checkpoint.path)
    } else {
      model = try base.load(
        settings: identity.settings, classes: configuration.classes,
        findBase: ModelReference.findBase)
    }
    return try Trainer(
      model: model, baseFolder: base.folder.map(Self.absolute) ?? "", job: identity,
      examples: examples.examples,
      validation: validation?.examples ?? [],
      classificationColumns: classification?.columns ?? [], checkpoints: folder.checkpoints,
      resuming: checkpoint)
  }

  /// Fingerprints of the data hold the numbers of classes, not their names.
  private func checkClasses(of model: GPT2Model, at path: String) throws(AssayError) {
    guard !model.configuration.hasSameClasses(as: configuration.classes) else { return }
    throw AssayError(
      "the run in this folder has other classes", at: Location(file: path),
      remedy: "Give the files it was started with, or start anew with --overwrite")
  }

  private func announce(_ trainer: Trainer, _ report: TrainingReport) throws(AssayError) {
    report.describe(
      base, parameters: trainer.model.parameterCount, trained: trainer.trainedParameters)
    if !configuration.classes.isEmpty {
      let known = try base.configuration(findBase: ModelReference.findBase)
      report.describe(
        classes: configuration.classes, isNew: !known.hasSameClasses(as: configuration.classes))
    }
    report.describe(examples, as: "training")
    if let validation { report.describe(validation, as: "validation") }
    report.describe(identity.settings)
    let time = TimeForecast(
      configuration: configuration, parameters: parameters, examples: examples.examples,
      settings: identity.settings)
    let (done, all) = (Double(trainer.state.step), Double(max(1, trainer.totalSteps)))
    let seconds = time.seconds(
      productSpeed: try SpeedProbe.products(of: configuration, in: identity.settings.precision),
      optimizerSpeed: try SpeedProbe.optimizer(), fraction: 1 - done / all)
    report.forecast(trainer, tokens: time.seenTokens, seconds: seconds, memory: memory())
  }

  /// A path that means the same from everywhere.
  private static func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path
  }

  /// Standard input has none.
  private static func digests(of paths: [String]) throws(AssayError) -> [String: String] {
    var digests: [String: String] = [:]
    for path in paths {
      guard FileManager.default.fileExists(atPath: path) else { continue }
      digests[path] = try ContentDigest.Kind.sha256.digest(ofFile: path).hex
    }
    return digests
  }

  /// Writes the model, with `assay.json` last: a folder that has it is complete.
  private func publish(_ trainer: Trainer, in folder: RunFolder) throws(AssayError) {
    try trainer.publish(to: folder.path)
    try tokenizer.write(
      toFolder: folder.path, maximumLength: configuration.positions,
      padToken: configuration.isClassifier ? configuration.padToken : nil)
    try AtomicFile.write(trainer.results.csv.utf8, to: "\(folder.path)/results.csv")
    let record = ModelRecord(
      headClasses: configuration.classes, digests: digests, job: identity, training: examples,
      validation: validation,
      reader: reader,
      state: trainer.state, results: trainer.results, parameters: parameters,
      trainedParameters: trainer.trainedParameters,
      command: CommandLine.arguments, created: Date.now.formatted(.iso8601),
      version: Assay.configuration.version)
    let card = ModelCard(
      name: folder.path, configuration: configuration, record: record,
      isAdapter: identity.settings.lowRank != nil)
    try AtomicFile.write(card.text.utf8, to: "\(folder.path)/\(ModelCard.fileName)")
    try record.write(to: folder.path)
    folder.checkpoints.removeAll()
  }
}
