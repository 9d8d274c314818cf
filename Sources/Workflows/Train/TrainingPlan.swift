// SPDX-License-Identifier: Apache-2.0

import AssayCore
import ChatTemplates
import Dataset
import Evaluation
import JSON
import LanguageModel
import ModelStore
import Platform
import Ranks
import Tokenizer
import Training

/// A run before its first step: the files are read, the model is found and every setting is settled.
struct TrainingPlan {
  let request: TrainingRequest
  /// The processes that train together.
  let group: RankGroup
  let base: BaseModel
  /// The shape of the model that is trained, with the classes of its head.
  let configuration: GPT2Configuration
  let tokenizer: TextTokenizer
  let reader: ExampleReader
  let examples: TrainingData
  let validation: TrainingData?
  /// Classes that begin another and therefore end in the end-of-text token.
  let endedClasses: [String]
  /// What makes classes, or the figures of the validation file, doubtful, in words.
  let warnings: [String]
  /// What the guide of the first fine-tuning service advises for such a run, in words.
  let advice: [String]
  /// SHA-256 of the data files, by path.
  let digests: [String: String]
  let identity: JobIdentity
  /// Where the model computes.
  let device: Device
  let classification: ClassificationFigures?
  let parameters: Int
  /// The precision that was measured; nil where none had to be.
  let precisionChoice: PrecisionChoice?
  /// The labels that numbered classes stand for.
  let labels: NumberedLabels?

  /// Reads the files and settles all settings.
  init(_ request: TrainingRequest, group: RankGroup = .alone) throws(AssayError) {
    self.request = request
    self.group = group
    base = try Self.base(request)
    var asked = request.hyperparameters
    try Self.checkAdapter(asked, base)
    var configuration = try base.configuration(findBase: ModelReference.findBase)
    tokenizer = try base.tokenizer()
    reader = try Self.reader(request, base, tokenizer: tokenizer, configuration: &configuration)
    self.configuration = configuration
    asked.blockSize = try Self.blockSize(asked, positions: configuration.positions)
    var (examples, validation) = try Self.readFiles(
      request, asked, reader: reader, tokenizer: tokenizer)
    let doubts = try TrainingDataCheck(request).run()
    let endToken = configuration.endToken ?? tokenizer.endOfText
    endedClasses =
      reader.head == nil
      ? TrainingData.endPrefixClasses(
        of: &examples, &validation, endToken: endToken, encode: tokenizer.encode) : []
    (self.examples, self.validation) = (examples, validation)
    warnings =
      try doubts
      + TrainingDataCheck.spellings(
        of: examples.classes.count, examples.facts, file: examples.path)
      + Self.warnings(examples, validation)
    digests = try Self.digests(of: [examples.path, validation?.path].compactMap { $0 })
    device = try (request.device ?? .cpu).open()
    if group.count > 1, device.freeMemory != nil { throw Self.gpuOfMany(group.count) }
    (asked.precision, precisionChoice) = try Self.precision(
      request, configuration, on: device, group: group)
    asked.initializerRange = asked.initializerRange ?? base.initializerRange
    var defaults = TrainingDefaults(
      exampleCount: examples.examples.count, startsFromRandom: base.startsFromRandom,
      width: configuration.width, followsService: request.followsService)
    defaults.rates = DropoutRates(configuration)
    var identity = JobIdentity(
      base: base.name, settings: defaults.resolve(asked), trainingData: examples.fingerprint,
      validationData: validation?.fingerprint)
    identity.device = device.freeMemory == nil ? nil : device.name
    identity.ranks = group.count > 1 ? group.count : nil
    self.identity = identity
    advice = try Self.advice(request, base, examples: examples, settings: identity.settings)
    try Self.checkWarmup(identity.settings, examples: examples.examples.count)
    classification = try Self.classification(
      request, examples, validation: validation, tokenizer: tokenizer, head: reader.head,
      endToken: endToken)
    parameters = ParameterLayout(configuration).parameterCount
    labels = try NumberedLabels.find(
      for: Self.classes(configuration, examples), of: request.trainingFile,
      file: request.labels)
  }

  /// What the model's conversations are written by, to be kept beside it: that of its training, or its
  /// base's own.
  var template: ChatTemplate? {
    reader.template.flatMap { examples.answers > 0 || !$0.isPlain ? $0 : nil }
  }

  /// Those of the head in its order, else the different completions in that of their code points.
  var classes: [String] { Self.classes(configuration, examples) }

  private static func classes(
    _ configuration: GPT2Configuration, _ examples: TrainingData
  ) -> [String] {
    guard configuration.classes.isEmpty else { return configuration.classes }
    return examples.classes.map(\.completion).sorted {
      $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }
  }

  private static func base(_ request: TrainingRequest) throws(AssayError) -> BaseModel {
    let found = try ModelReference.resolve(request.model, fromScratch: request.fromScratch)
    return try BaseModel(name: found.shapeName ?? request.model, folder: found.folder)
  }

  /// With a longer warm-up than the run the learning rate would never be the one that was given.
  private static func checkWarmup(
    _ settings: TrainingSettings, examples: Int
  ) throws(AssayError) {
    let steps = settings.totalSteps(examples: examples)
    guard settings.warmupSteps > steps else { return }
    throw AssayError(
      "a warm-up of \(Plural.counted(settings.warmupSteps, "step")) is longer than the run, which has \(steps)",
      remedy: "Give --warmup-steps of at most \(steps), or more --epochs")
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
    _ request: TrainingRequest, _ base: BaseModel, tokenizer: TextTokenizer,
    configuration: inout GPT2Configuration
  ) throws(AssayError) -> ExampleReader {
    var reader = request.rows.reader(positions: configuration.positions, tokenizer: tokenizer)
    reader.wantsClasses = request.classification != nil
    guard request.hyperparameters.objective == .classification else {
      configuration.classes = []
      reader.template = try request.rows.template(
        forModelIn: base.folder, tokenizer: tokenizer)
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
    _ request: TrainingRequest, _ asked: Hyperparameters, reader: ExampleReader,
    tokenizer: TextTokenizer
  ) throws(AssayError) -> (training: TrainingData, validation: TrainingData?) {
    let corpus = asked.blockSize.map { size in
      var cut = CorpusCut(blockSize: size)
      cut.endsBlocks = asked.endsBlocks ?? false
      cut.dropsLast = asked.dropsLast ?? false
      return request.rows.corpusReader(cut, tokenizer: tokenizer)
    }
    func read(_ path: String, _ task: TrainingTask?) throws(AssayError) -> TrainingData {
      let source = try request.rows.source(path)
      if let corpus { return try corpus.read(source) }
      return try reader.read(source, task: task)
    }
    var training = try read(request.trainingFile, nil)
    if let share = request.part { training = training.part(share) }
    if let share = asked.validationFraction { return try training.divided(holdingOut: share) }
    let validation = try request.validationFile.map { path throws(AssayError) in
      try read(path, training.facts?.task)
    }
    return (training, validation)
  }

  /// Settings that were left open and that the guide of the first fine-tuning service chooses otherwise.
  private static func advice(
    _ request: TrainingRequest, _ base: BaseModel, examples: TrainingData,
    settings: TrainingSettings
  ) throws(AssayError) -> [String] {
    guard let folder = base.folder else { return [] }
    let asked = request.hyperparameters
    var advice: [String] = []
    let rateIsOpen = asked.learningRate == nil && asked.learningRateMultiplier == nil
    let multiplier = settings.learningRateMultiplier
    // As they are called where the request came from.
    let (rateName, epochsName) =
      request.followsService
      ? ("learning_rate_multiplier", "n_epochs") : ("--learning-rate-multiplier", "--epochs")
    let old = try ModelRecord(folder: folder)?.json["data"]?["training"]?["examples"]?.integer ?? 0
    if rateIsOpen, examples.examples.count * 4 <= old {
      advice.append(
        "the model has learned from \(old) examples and these are \(examples.examples.count): a lower"
          + " rate is advised, \(rateName) \(multiplier / 2) to \(multiplier / 4)")
    }
    let isText = settings.objective == .completion && examples.classes.isEmpty
    if isText, asked.epochs == nil || rateIsOpen {
      let epochs = asked.epochs == nil ? ["1 or 2 epochs (\(epochsName) 2)"] : []
      let rate = rateIsOpen ? ["a lower rate (\(rateName) \(multiplier / 2))"] : []
      advice.append(
        "advised for texts that are not classes: " + (epochs + rate).joined(separator: " and "))
    }
    return advice
  }

  /// Rows of the validation file that the model is not trained to see.
  /// - Throws: `AssayError` when that file is about another task.
  private static func warnings(
    _ training: TrainingData, _ validation: TrainingData?
  ) throws(AssayError) -> [String] {
    guard let validation else { return [] }
    try requireSameForm(training, validation)
    guard let facts = training.facts else { return [] }
    var warnings: [String] = []
    if !training.classes.isEmpty {
      let foreign = ForeignLabels(
        validation.classes.map { ($0.completion, $0.count, $0.line) },
        classes: training.classes.map(\.completion), stop: facts.stop?.text, file: validation.path,
        subject: .training)
      try foreign?.check()
      if let foreign { warnings.append(foreign.warning) }
    }
    for (field, ending, name) in [
      (Field.prompt, facts.separator, "separator"), (.completion, facts.stop, "stop sequence"),
    ] {
      guard let ending, ending.rows == ending.total,
        validation.facts?.allEnd(with: ending, field) == false
      else { continue }
      warnings.append(
        "\(validation.path): not every \(field.rawValue) ends in the \(name) of the training file,"
          + " `\(ending.text)`; prepare both files together")
    }
    return warnings
  }

  /// A loss on conversations says nothing about a model of pairs, nor the other way round.
  private static func requireSameForm(
    _ training: TrainingData, _ validation: TrainingData
  ) throws(AssayError) {
    guard (training.answers > 0) != (validation.answers > 0) else { return }
    let chats = training.answers > 0 ? training.path : validation.path
    let pairs = training.answers > 0 ? validation.path : training.path
    throw AssayError(
      "the rows of `\(chats)` are chats, those of `\(pairs)` are not",
      at: Location(file: validation.path),
      remedy: "Write both alike: assay convert \(ShellWord.quoted(chats)) OUTPUT --to"
        + " prompt-completion")
  }

  /// Standard input has none.
  private static func digests(of paths: [String]) throws(AssayError) -> [String: String] {
    var digests: [String: String] = [:]
    for path in paths where Files.exists(path) {
      digests[path] = try ContentDigest.Kind.sha256.digest(ofFile: path).hex
    }
    return digests
  }

  private static func gpuOfMany(_ count: Int) -> AssayError {
    AssayError(
      "a launcher started \(count) processes, and a GPU is used by one alone",
      remedy: "Give --device cpu, or start assay without the launcher")
  }

  /// A run that goes on keeps its precision; otherwise a measurement could end in another. Of several
  /// processes the leader measures.
  private static func precision(
    _ request: TrainingRequest, _ configuration: GPT2Configuration, on device: Device,
    group: RankGroup
  ) throws(AssayError) -> (Precision, PrecisionChoice?) {
    if let asked = request.hyperparameters.precision { return (asked, nil) }
    if request.policy == .resume, let output = request.output,
      let stored = try RunFolder.checkpoints(in: output).latest()?.precision
        ?? (try? TrainingRecord(folder: output))?.settings.precision
    {
      return (stored, nil)
    }
    let choice =
      group.isLeader ? try PrecisionChoice.measure(for: configuration, on: device) : nil
    return (group.agree(on: choice?.precision == .bf16) ? .bf16 : .f32, choice)
  }

  private static func classification(
    _ request: TrainingRequest, _ examples: TrainingData, validation: TrainingData?,
    tokenizer: TextTokenizer, head: ClassHead?, endToken: Int32
  ) throws(AssayError) -> ClassificationFigures? {
    guard let asked = request.classification, let validation else { return nil }
    return try ClassificationFigures(
      asked, training: examples, validation: validation, tokenizer: tokenizer, head: head,
      endToken: endToken)
  }
}
