// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import LanguageModel
import Platform
import RuleEngine
import Training

/// A file with the settings of a run by the names of transformers' `TrainingArguments`, those of
/// versions 4 and 5, or by assay's own: YAML or JSON. What it does not say is chosen as without it.
package struct TrainingArguments {
  private let file: String
  private var values: [String: JSONValue] = [:]
  private var hyperparameters = Hyperparameters()

  /// Reads a file.
  /// - Throws: `AssayError` naming an argument that is not known, with the nearest that is, or whose
  ///   value cannot be meant.
  package init(file: String) throws(AssayError) {
    self.file = file
    let text = String(decoding: try Files.read(file), as: UTF8.self)
    guard let object = try YAMLText.json(text, file: file).object else {
      throw AssayError(
        "the file has no names with values", at: Location(file: file),
        remedy: "Write lines such as learning_rate: 5e-5")
    }
    for member in object.members { try read(member.key, Self.plain(member.value)) }
    try settleBatches()
    try settleEvaluations()
    // Files that Python wrote have both, whatever the strategy.
    if [nil, .steps].contains(hyperparameters.saveStrategy) {
      hyperparameters.saveSteps = try integer("save_steps")
    }
    if let fault = hyperparameters.fault { throw AssayError(fault, at: Location(file: file)) }
  }

  /// What Python writes for true, false and nothing.
  private static func plain(_ value: JSONValue) -> JSONValue {
    switch value.string {
    case "True", "yes", "on": true
    case "False", "off": false
    case "None", "~": .null
    default: value
    }
  }

  // MARK: Reading

  private mutating func read(_ name: String, _ value: JSONValue) throws(AssayError) {
    if let own = HyperparameterTable.declarations.first(where: { $0.name == name }),
      ArgumentMeaning.all[name] == nil
    {
      return try set(own, value, name: name)
    }
    switch ArgumentMeaning.all[name] {
    case .hyperparameter(let own)?:
      guard let declaration = HyperparameterTable.declarations.first(where: { $0.name == own })
      else { return }
      try set(declaration, value, name: name)
    case .special(let known)?: try keep(known, value, name: name)
    case .idle?: break
    case .refused(let harmless, let remedy)?:
      guard value == harmless || Self.saysNothing(value) else {
        throw fault("\(name) is not offered", remedy)
      }
    case nil: throw unknown(name)
    }
  }

  /// Whether a value is one of those that Python takes for false.
  private static func saysNothing(_ value: JSONValue) -> Bool {
    switch value {
    case .null, .bool(false), .string(""): true
    case .array(let parts): parts.isEmpty
    case .object(let object): object.members.isEmpty
    default: value.double == 0
    }
  }

  private mutating func keep(_ known: String, _ value: JSONValue, name: String) throws(AssayError) {
    if let other = values[known], other != value {
      throw fault("\(name) and \(known) contradict each other", "Keep one of the two")
    }
    values[known] = value
  }

  private mutating func set(
    _ declaration: HyperparameterDeclaration, _ value: JSONValue, name: String
  ) throws(AssayError) {
    guard value != .null else { return }
    guard let stored = declaration.value(from: value) else {
      throw fault(
        "\(value.text()) is not a value of \(name)", "Give \(declaration.kind.words)")
    }
    hyperparameters[declaration] = stored
  }

  // MARK: Working out

  /// A step of the optimizer is a batch here; what fits into a pass at once is the micro-batch.
  private mutating func settleBatches() throws(AssayError) {
    let perDevice = try integer("per_device_train_batch_size")
    let passes = try integer("gradient_accumulation_steps")
    if let perDevice {
      hyperparameters.batchSize = perDevice * (passes ?? 1)
      hyperparameters.microBatchSize = perDevice
    } else if let passes, passes > 1 {
      throw fault(
        "gradient_accumulation_steps has no batch to add up",
        "Give per_device_train_batch_size too")
    }
    if let steps = try integer("max_steps", from: -1), steps > 0 {
      hyperparameters.maximumSteps = steps
    }
    if let warmup = values["warmup_steps"]?.double {
      // Version 5 takes a share here too.
      if warmup > 0 && warmup < 1 {
        hyperparameters.warmupRatio = warmup
      } else if let steps = Int(exactly: warmup), steps > 0 || hyperparameters.warmupRatio == nil {
        hyperparameters.warmupSteps = steps
        hyperparameters.warmupRatio = nil
      }
    }
    try settleOptimizer()
  }

  private mutating func settleOptimizer() throws(AssayError) {
    if let optimizer = values["optim"]?.string, !optimizer.hasPrefix("adamw") {
      throw fault("optim '\(optimizer)' is not offered", "Leave it out: it is AdamW")
    }
    if values["bf16"]?.bool == true { hyperparameters.precision = .bf16 }
    guard let schedule = values["lr_scheduler_type"]?.string else { return }
    let shape = LearningRateSchedule.Shape(
      rawValue: schedule == "constant_with_warmup" ? "constant" : schedule)
    guard let shape else {
      throw fault(
        "lr_scheduler_type '\(schedule)' is not offered",
        "Give linear, cosine, constant or constant_with_warmup")
    }
    hyperparameters.schedule = shape
  }

  private mutating func settleEvaluations() throws(AssayError) {
    let steps = try integer("eval_steps")
    switch values["eval_strategy"]?.string {
    case "steps"?: hyperparameters.evaluationSteps = steps ?? 500
    case "epoch"?: hyperparameters.evaluationEpochs = 1
    case nil: hyperparameters.evaluationSteps = steps
    case "no"?: break
    case let other?:
      throw fault(
        "eval_strategy '\(other)' is not known", "Give no, steps or epoch")
    }
    guard let metric = values["metric_for_best_model"]?.string else { return }
    let isLoss = ["loss", "eval_loss"].contains(metric)
    guard isLoss || ["accuracy", "sequence_accuracy"].contains(metric.replacing("eval_", with: ""))
    else {
      throw fault(
        "metric_for_best_model '\(metric)' is not offered",
        "Give loss or accuracy")
    }
    hyperparameters.criterion = isLoss ? .validationLoss : .validationSequenceAccuracy
    guard values["greater_is_better"]?.bool != isLoss else {
      throw fault(
        "greater_is_better is \(isLoss), and of \(metric) the \(isLoss ? "smaller" : "greater") is better",
        "Leave it out")
    }
  }

  // MARK: The request

  /// The model to start from and the files, where the file names them.
  package var model: String? { values["model_name_or_path"]?.string }
  package var trainingFile: String? { values["train_file"]?.string }
  package var validationFile: String? { values["validation_file"]?.string }

  /// Adds to a request what it leaves open.
  package func complete(_ request: inout TrainingRequest) {
    request.validationFile = request.validationFile ?? validationFile
    request.output = request.output ?? values["output_dir"]?.string
    let resumes = values["resume_from_checkpoint"] ?? .null
    if request.policy == .refuse {
      if values["overwrite_output_dir"]?.bool == true { request.policy = .overwrite }
      if resumes.bool ?? (resumes.string != nil) { request.policy = .resume }
    }
    if let folder = values["logging_dir"]?.string, request.trackerFolder == nil {
      request.trackerFolder = folder
      if tracker == nil { request.tracker = .tensorboard }
    }
    if request.tracker == .none, let tracker { request.tracker = tracker }
    request.hyperparameters = request.hyperparameters.over(hyperparameters)
    let asked = request.hyperparameters
    if values["eval_strategy"]?.string == "no", asked.evaluationEpochs == nil,
      asked.evaluationSteps == nil, request.validationFile != nil || asked.validationFraction != nil
    {
      request.hyperparameters.evaluationEpochs = 0
    }
  }

  /// Whom the figures go to; nil where nothing is said.
  private var tracker: TrainingRequest.Tracker? {
    guard let value = values["report_to"], value != .null else { return nil }
    let names = value.array?.compactMap(\.string) ?? [value.string].compactMap(\.self)
    return names.contains { ["tensorboard", "all"].contains($0) }
      ? .tensorboard : TrainingRequest.Tracker.none
  }

  // MARK: Faults

  private func integer(_ name: String, from least: Int = 1) throws(AssayError) -> Int? {
    guard let value = values[name], value != .null else { return nil }
    guard let number = value.integer ?? value.double.flatMap({ Int(exactly: $0) }), number >= least
    else { throw fault("\(value.text()) is not a value of \(name)", "Give a whole number") }
    return number
  }

  private func unknown(_ name: String) -> AssayError {
    let known = ArgumentMeaning.all.keys + HyperparameterTable.declarations.map(\.name)
    let near = NearestName.of(name, in: known.sorted())
    return fault(
      "there is no training argument '\(name)'",
      near.map { "Did you mean \($0)?" } ?? "docs/training.md lists the names")
  }

  private func fault(_ message: String, _ remedy: String) -> AssayError {
    AssayError(message, at: Location(file: file), remedy: remedy)
  }
}

extension HyperparameterDeclaration.Kind {
  /// What a value is, in words.
  fileprivate var words: String {
    switch self {
    case .integer: "a whole number"
    case .number: "a number"
    case .flag: "true or false"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .list(let words): "some of \(words.joined(separator: ","))"
    }
  }
}
