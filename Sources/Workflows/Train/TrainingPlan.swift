// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Foundation
import LanguageModel
import ModelStore
import Tokenizer
import Training

/// A run before its first step: the files are read, the model is found and every setting is settled.
struct TrainingPlan {
  let request: TrainingRequest
  let base: BaseModel
  /// The shape of the model that is trained, with the classes of its head.
  let configuration: GPT2Configuration
  let tokenizer: GPT2Tokenizer
  let reader: ExampleReader
  let examples: TrainingData
  let validation: TrainingData?
  /// SHA-256 of the data files, by path.
  let digests: [String: String]
  let identity: JobIdentity
  let classification: ClassificationFigures?
  let parameters: Int
  /// The precision that was measured; nil where none had to be.
  let precisionChoice: PrecisionChoice?

  /// Reads the files and settles all settings.
  init(_ request: TrainingRequest) throws(AssayError) {
    self.request = request
    base = try BaseModel(
      name: request.model, folder: try ModelReference.resolve(request.model).folder)
    var asked = request.hyperparameters
    try Self.checkAdapter(asked, base)
    var configuration = try base.configuration(findBase: ModelReference.findBase)
    tokenizer = try base.tokenizer()
    reader = try Self.reader(request, tokenizer, &configuration)
    self.configuration = configuration
    asked.blockSize = try Self.blockSize(asked, positions: configuration.positions)
    (examples, validation) = try Self.readFiles(request, asked, reader, tokenizer)
    digests = try Self.digests(of: [examples.path, validation?.path].compactMap { $0 })
    (asked.precision, precisionChoice) = try Self.precision(request, configuration)
    asked.initializerRange = asked.initializerRange ?? base.initializerRange
    let defaults = TrainingDefaults(
      exampleCount: examples.examples.count, startsFromRandom: base.startsFromRandom,
      width: configuration.width)
    identity = JobIdentity(
      base: base.name, settings: defaults.resolve(asked), trainingData: examples.fingerprint,
      validationData: validation?.fingerprint)
    classification = try Self.classification(
      request, examples, validation, tokenizer, head: reader.head)
    parameters = ParameterLayout(configuration).parameterCount
  }

  // MARK: Reading

  /// An adapter is of use beside weights that were learned, and that are a model of their own.
  private static func checkAdapter(
    _ asked: Hyperparameters, _ base: BaseModel
  ) throws(AssayError) {
    guard asked.adapterRank != nil else { return }
    guard let folder = base.folder else {
      throw AssayError(
        "--lora-rank trains an adapter beside learned weights, and '\(base.name)' has random ones",
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
    _ request: TrainingRequest, _ tokenizer: GPT2Tokenizer, _ configuration: inout GPT2Configuration
  ) throws(AssayError) -> ExampleReader {
    var reader = request.rows.reader(positions: configuration.positions, tokenizer: tokenizer)
    reader.wantsClasses = request.classification != nil
    guard request.hyperparameters.objective == .classification else {
      configuration.classes = []
      return reader
    }
    let known = configuration.classes
    configuration.setClasses(
      try reader.classes(of: try request.rows.source(request.trainingFile)))
    let sorted = known.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if configuration.hasSameClasses(as: sorted) { configuration.classes = known }
    reader.head = ClassHead(configuration)
    return reader
  }

  /// Tokens in a block of a corpus; nil for other objectives.
  private static func blockSize(
    _ asked: Hyperparameters, positions: Int
  ) throws(AssayError) -> Int? {
    guard asked.objective == .languageModel else { return nil }
    let wanted = asked.blockSize ?? min(positions, 1024)
    guard wanted <= positions else {
      throw AssayError(
        "a block of \(wanted) tokens is longer than the model's \(positions) positions",
        remedy: "Give a smaller --block-size")
    }
    return wanted
  }

  private static func readFiles(
    _ request: TrainingRequest, _ asked: Hyperparameters, _ reader: ExampleReader,
    _ tokenizer: GPT2Tokenizer
  ) throws(AssayError) -> (training: TrainingData, validation: TrainingData?) {
    let corpus = asked.blockSize.map {
      request.rows.corpusReader(blockSize: $0, tokenizer: tokenizer)
    }
    func read(_ path: String, _ task: TrainingTask?) throws(AssayError) -> TrainingData {
      let source = try request.rows.source(path)
      if let corpus { return try corpus.read(source) }
      return try reader.read(source, task: task)
    }
    let training = try read(request.trainingFile, nil)
    let validation = try request.validationFile.map { path throws(AssayError) in
      try read(path, training.facts?.task)
    }
    return (training, validation)
  }

  /// Standard input has none.
  private static func digests(of paths: [String]) throws(AssayError) -> [String: String] {
    var digests: [String: String] = [:]
    for path in paths where FileManager.default.fileExists(atPath: path) {
      digests[path] = try ContentDigest.Kind.sha256.digest(ofFile: path).hex
    }
    return digests
  }

  /// A run that goes on keeps its precision; otherwise a measurement could end in another.
  private static func precision(
    _ request: TrainingRequest, _ configuration: GPT2Configuration
  ) throws(AssayError) -> (Precision, PrecisionChoice?) {
    if let asked = request.hyperparameters.precision { return (asked, nil) }
    if request.policy == .resume, let output = request.output,
      let stored = try RunFolder.checkpoints(in: output).latest()?.precision
    {
      return (stored, nil)
    }
    let choice = try PrecisionChoice.measure(for: configuration)
    return (choice.precision, choice)
  }

  private static func classification(
    _ request: TrainingRequest, _ examples: TrainingData, _ validation: TrainingData?,
    _ tokenizer: GPT2Tokenizer, head: ClassHead?
  ) throws(AssayError) -> ClassificationFigures? {
    guard let asked = request.classification, let validation else { return nil }
    return try ClassificationFigures(
      asked, training: examples, validation: validation, tokenizer: tokenizer, head: head)
  }
}
