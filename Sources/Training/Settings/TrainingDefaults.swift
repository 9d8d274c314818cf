// SPDX-License-Identifier: Apache-2.0

/// Chooses every setting the user left open.
///
/// A fine-tune follows OpenAI's first fine-tuning service: 4 epochs, batches of 0.2 % of the examples
/// up to 256, and a learning rate that is the base's own times 0.05, 0.1 or 0.2, growing with the
/// batch. The service never published where it changed from one multiplier to the next; we change at
/// batches of 16 and 64. A model with random weights has to learn everything from the file and gets
/// a recipe of its own, found on a public dataset of 9,000 short questions in 77 classes. A low-rank
/// adapter learns best at about ten times the rate of all weights (Schulman et al., "LoRA Without
/// Regret", 2025).
package struct TrainingDefaults: Sendable {
  /// Examples in the training file.
  package var exampleCount: Int
  /// Whether the weights are random, not learnt.
  package var startsFromRandom: Bool
  /// The width of the model, from which the base's own learning rate follows.
  package var width: Int

  package init(exampleCount: Int, startsFromRandom: Bool, width: Int) {
    self.exampleCount = exampleCount
    self.startsFromRandom = startsFromRandom
    self.width = width
  }

  /// All settings: the user's where given.
  package func resolve(_ request: TrainingRequest) -> TrainingSettings {
    var settings = startsFromRandom ? fromRandom(request) : fineTune(request)
    settings.objective = request.objective
    settings.blockSize = request.blockSize
    settings.lowRank = request.lowRank
    settings.batchSize = request.batchSize ?? settings.batchSize
    settings.microBatchSize = min(request.microBatchSize ?? 64, settings.batchSize)
    settings.precision = request.precision ?? settings.precision
    settings.epochs = request.epochs ?? settings.epochs
    settings.maximumSteps = request.maximumSteps
    settings.learningRate = learningRate(request, in: settings)
    settings.schedule = request.schedule ?? settings.schedule
    settings.warmupSteps = request.warmupSteps ?? warmupSteps(settings)
    settings.weightDecay = request.weightDecay ?? settings.weightDecay
    settings.gradientClip = request.gradientClip ?? settings.gradientClip
    settings.dropout = request.dropout ?? settings.dropout
    settings.tokenDropout = request.tokenDropout ?? settings.tokenDropout
    settings.initializerRange = request.initializerRange ?? settings.initializerRange
    settings.promptLossWeight = request.promptLossWeight ?? settings.promptLossWeight
    if settings.objective == .classification { settings.promptLossWeight = 0 }
    settings.seed = request.seed ?? settings.seed
    settings.shuffles = request.shuffles ?? settings.shuffles
    settings.evaluationInterval = request.evaluationInterval ?? settings.evaluationInterval
    settings.checkpointSteps = request.checkpointSteps
    settings.patience = request.patience
    settings.keepsBest = request.keepsBest ?? (request.patience != nil)
    settings.criterion = request.criterion ?? settings.criterion
    return settings
  }

  private func fineTune(_ request: TrainingRequest) -> TrainingSettings {
    var settings = TrainingSettings()
    settings.epochs = 4
    settings.batchSize = min(256, max(1, (exampleCount + 250) / 500))
    settings.schedule = .cosine
    settings.weightDecay = 0.01
    settings.dropout = 0.1
    settings.promptLossWeight = 0.01
    return settings
  }

  private func fromRandom(_ request: TrainingRequest) -> TrainingSettings {
    var settings = TrainingSettings()
    settings.batchSize = min(64, max(4, exampleCount / 32))
    settings.epochs = epochsFromRandom
    settings.learningRate = settings.batchSize > 32 ? 2e-3 : 1.5e-3
    settings.tokenDropout = 0.1
    settings.initializerRange = 0.06
    settings.schedule = .cosine
    settings.weightDecay = 0.1
    settings.dropout = 0.1
    return settings
  }

  /// Small files need more passes, though no more than a minute's worth on two cores.
  private var epochsFromRandom: Int {
    min(16, max(8, 125_000 / max(1, exampleCount)))
  }

  private func learningRate(
    _ request: TrainingRequest, in settings: TrainingSettings
  ) -> Double {
    if let rate = request.learningRate { return rate }
    if let multiplier = request.learningRateMultiplier {
      return Self.rounded(multiplier * baseLearningRate)
    }
    if startsFromRandom { return settings.learningRate }
    let multiplier = Self.multiplier(batchSize: settings.batchSize)
    return Self.rounded(baseLearningRate * multiplier * (request.lowRank == nil ? 1 : 10))
  }

  /// Without the noise of the product: 3e-05, not 2.9999999999999997e-05.
  private static func rounded(_ rate: Double) -> Double {
    (rate * 1e12).rounded() / 1e12
  }

  /// The multiplier of a fine-tune for its final batch size.
  package static func multiplier(batchSize: Int) -> Double {
    switch batchSize {
    case ..<16: 0.05
    case ..<64: 0.1
    default: 0.2
    }
  }

  /// The rate with which a model of this width is trained from scratch: GPT-2's own was never
  /// published, so these are GPT-3's for the same widths (Brown et al. 2020, table 2.1).
  package var baseLearningRate: Double {
    switch width {
    case ..<1024: 6e-4
    case ..<1280: 3e-4
    case ..<1600: 2.5e-4
    default: 2e-4
    }
  }

  /// A random start needs a warm-up; a twentieth of the run does.
  private func warmupSteps(_ settings: TrainingSettings) -> Int {
    startsFromRandom ? settings.totalSteps(examples: exampleCount) / 20 : 0
  }
}
