// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import EvaluationMetrics
package import LanguageModel
package import Training

/// Fine-tunes a fresh model on some of the rows and lets it classify others.
package struct FoldTrainer {
  package let base: BaseModel
  private let hyperparameters: Hyperparameters
  private let configuration: GPT2Configuration
  private let examples: [TrainingExample]
  /// [classes] The tokens of what stands for each class.
  private let completions: [[Int32]]
  /// Prompts that were too long and lost a part.
  package let shortenedRows: Int
  /// From which side they lost it.
  package let side: TruncationSide
  /// Tokens the models know: all of the base, or those of the file.
  package var vocabularySize: Int { configuration.vocabularySize }

  /// - Parameters:
  ///   - hyperparameters: what the user asked of training; the rest follows from the number of rows.
  ///   - side: from which side prompts that are too long are cut; nil is the usual one.
  ///   - encode: text to tokens; prompt and completion are given to it apart.
  /// - Throws: `AssayError` when a label is longer than the model's positions.
  package init(
    base: BaseModel, hyperparameters: Hyperparameters, rows: AssessmentRows,
    side: TruncationSide? = nil, encode: (String) -> [Int32]
  ) throws(AssayError) {
    let side = side ?? .usual(forHead: false)
    self.side = side
    self.base = base
    self.hyperparameters = hyperparameters
    var configuration = try base.configuration()
    let endToken = configuration.endToken ?? 0
    var prompts = rows.prompts.map(encode).map { $0.isEmpty ? [endToken] : $0 }
    var completions = rows.completions.map(encode)
    let room = configuration.positions - (completions.map(\.count).max() ?? 0)
    guard room > 0 else {
      throw AssayError(
        "a label has more tokens than the model has positions (\(configuration.positions))",
        at: Location(file: rows.file), remedy: "Choose a model with more positions")
    }
    if base.startsFromRandom {
      let subset = VocabularySubset(prompts + completions, endToken: endToken)
      prompts = prompts.map(subset.renumbered)
      completions = completions.map(subset.renumbered)
      configuration.vocabularySize = subset.count
      configuration.endToken = subset.endToken
    }
    shortenedRows = prompts.count { $0.count > room }
    let prefixes = LabelPrefixes(completions)
    let ended = completions.enumerated().map { [end = configuration.endToken ?? 0] in
      prefixes.begins($0) ? $1 + [end] : $1
    }
    examples = zip(prompts, rows.labels).map { prompt, label in
      TrainingExample(prompt: side.cut(prompt, to: room), completion: ended[label])
    }
    self.configuration = configuration
    self.completions = completions
  }

  /// The settings for a training file of so many rows.
  package func settings(rowCount: Int) -> TrainingSettings {
    var defaults = TrainingDefaults(
      exampleCount: rowCount, startsFromRandom: base.startsFromRandom, width: configuration.width)
    defaults.rates = DropoutRates(configuration)
    return defaults.resolve(hyperparameters)
  }

  /// Examples that a run over so many rows sees, epochs counted.
  package func examplesSeen(rowCount: Int) -> Int {
    let settings = settings(rowCount: rowCount)
    let perEpoch = (rowCount + settings.batchSize - 1) / settings.batchSize
    return rowCount * settings.totalSteps(examples: rowCount) / perEpoch
  }

  /// Trains on rows from the base's weights.
  /// - Parameter observe: called after each step with the examples it took.
  /// - Throws: `AssayError` when memory runs out or the loss is not finite.
  package func train(
    on rows: [Int], observe: (Int) -> Void = { _ in }
  ) throws(AssayError) -> GPT2Model {
    let settings = settings(rowCount: rows.count)
    let trainer = try makeTrainer(rows, settings)
    let remainder = rows.count % settings.batchSize
    let perEpoch = (rows.count + settings.batchSize - 1) / settings.batchSize
    _ = try withoutActuallyEscaping(observe) { observe throws(AssayError) in
      try trainer.run(
        TrainingHooks(observe: { event throws(AssayError) in
          guard case .step(let record) = event else { return }
          let isLast = record.step.isMultiple(of: perEpoch) && remainder > 0
          observe(isLast ? remainder : settings.batchSize)
        }))
    }
    return trainer.model
  }

  /// Seconds that training takes for an example, measured on a few steps of a model that is thrown
  /// away.
  package func secondsPerExample(on rows: [Int]) throws(AssayError) -> Double {
    var settings = settings(rowCount: rows.count)
    settings.maximumSteps = Self.probedSteps + Self.warmingSteps
    let trainer = try makeTrainer(rows, settings)
    var start = ContinuousClock.now
    var end = start
    _ = try trainer.run(
      TrainingHooks(observe: { event throws(AssayError) in
        guard case .step(let record) = event else { return }
        end = .now
        if record.step == Self.warmingSteps { start = end }
      }))
    let steps = max(1, trainer.state.step - Self.warmingSteps)
    return start.duration(to: end) / .seconds(steps * settings.batchSize)
  }

  private static let warmingSteps = 2
  private static let probedSteps = 8

  /// [rows x classes] The log-probabilities of the classes.
  package func classify(
    _ rows: [Int], with model: GPT2Model
  ) throws(AssayError) -> [[Double]] {
    try LabelScorer(model: model, labels: completions)
      .logProbabilities(rows.map { examples[$0].prompt })
  }

  private func makeTrainer(
    _ rows: [Int], _ settings: TrainingSettings
  ) throws(AssayError) -> Trainer {
    try Trainer(
      model: try freshModel(settings),
      job: JobIdentity(
        base: base.name, settings: settings, trainingData: "", validationData: nil),
      examples: rows.map { examples[$0] })
  }

  private func freshModel(_ settings: TrainingSettings) throws(AssayError) -> GPT2Model {
    guard base.startsFromRandom else { return try base.load(settings: settings) }
    var configuration = configuration
    configuration.initializerRange = Float(settings.initializerRange)
    return try GPT2Model(
      configuration: configuration, seed: UInt64(bitPattern: Int64(settings.seed)))
  }
}
