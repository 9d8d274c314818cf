// SPDX-License-Identifier: Apache-2.0

/// Chooses every setting the user left open, by the rules of `HyperparameterTable`.
///
/// A fine-tune follows OpenAI's first fine-tuning service: 4 epochs, batches of 0.2 % of the examples
/// up to 256, and a learning rate that is the base's own times 0.05, 0.1 or 0.2, growing with the
/// batch. The service never published where it changed from one multiplier to the next; we change at
/// batches of 16 and 64. A model with random weights has to learn everything from the file and gets
/// a recipe of its own, found on a public dataset of 9,000 short questions in 77 classes, unless the
/// service's numbers are wanted for it too, as by the API. A low-rank
/// adapter learns best at about ten times the rate of all weights (Schulman et al., "LoRA Without
/// Regret", 2025).
package struct TrainingDefaults: Sendable {
  /// Examples in the training file.
  package var exampleCount: Int
  /// Whether the weights are random, not learned.
  package var startsFromRandom: Bool
  /// Whether epochs, batches and rate are the service's for random weights too.
  package var followsService: Bool
  /// The width of the model, from which the base's own learning rate follows.
  package var width: Int
  /// The shares of dropout that the base's configuration names; nil where nothing is known of it.
  package var rates: DropoutRates?

  package init(
    exampleCount: Int, startsFromRandom: Bool, width: Int, followsService: Bool = false
  ) {
    self.exampleCount = exampleCount
    self.startsFromRandom = startsFromRandom
    self.followsService = followsService
    self.width = width
  }

  /// All settings: those that were asked for, and for the others what the table's rules choose.
  package func resolve(_ asked: Hyperparameters) -> TrainingSettings {
    var circumstances = Circumstances(defaults: self, asked: asked)
    for hyperparameter in HyperparameterTable.all { hyperparameter.settle(in: &circumstances) }
    return circumstances.settings
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
  /// published, so these are GPT-3's for the same widths (Brown et al. 2020, table 2.1). Random weights
  /// have no such rate; with theirs the service's multipliers are rates from which they learn.
  package var baseLearningRate: Double {
    guard !startsFromRandom else { return Self.rateOfRandomWeights }
    return switch width {
    case ..<1024: 6e-4
    case ..<1280: 3e-4
    case ..<1600: 2.5e-4
    default: 2e-4
    }
  }

  private static let rateOfRandomWeights = 0.0075
}

/// What the rules of `HyperparameterTable` look at: the run, what was asked for, and what is settled
/// of it so far, which is all that stands above a hyperparameter in the table.
struct Circumstances: Sendable {
  let defaults: TrainingDefaults
  let asked: Hyperparameters
  var settings = TrainingSettings()

  init(defaults: TrainingDefaults, asked: Hyperparameters) {
    self.defaults = defaults
    self.asked = asked
  }

  var startsFromRandom: Bool { defaults.startsFromRandom }
  /// Whether epochs, batches and rate are chosen as for random weights.
  private var takesOwnRecipe: Bool { startsFromRandom && !defaults.followsService }
  var totalSteps: Int { settings.totalSteps(examples: defaults.exampleCount) }

  /// Small files need more passes, though no more than a minute's worth on two cores.
  var epochsFromRandom: Int? {
    takesOwnRecipe ? min(16, max(8, 125_000 / max(1, defaults.exampleCount))) : nil
  }

  var usualBatchSize: Int {
    takesOwnRecipe
      ? min(64, max(4, defaults.exampleCount / 32))
      : min(256, max(1, (defaults.exampleCount + 250) / 500))
  }

  var usualLearningRate: Double {
    if let multiplier = asked.learningRateMultiplier {
      return Self.rounded(multiplier * defaults.baseLearningRate)
    }
    if takesOwnRecipe { return settings.batchSize > 32 ? 2e-3 : 1.5e-3 }
    let multiplier = TrainingDefaults.multiplier(batchSize: settings.batchSize)
    let adapters = settings.adapterRank == nil ? 1.0 : 10
    return Self.rounded(defaults.baseLearningRate * multiplier * adapters)
  }

  /// A share of the base's configuration that differs from that of all places; nil where one was asked
  /// for.
  func ownDropout(_ rate: KeyPath<DropoutRates, Double>) -> Double? {
    guard asked.dropout == nil, let rates = defaults.rates else { return nil }
    return rates[keyPath: rate] == settings.dropout ? nil : rates[keyPath: rate]
  }

  /// A rate as a multiple of the rate the base was trained with.
  func multiplier(of rate: Double) -> Double {
    Self.rounded(rate / defaults.baseLearningRate)
  }

  /// Without the noise of the product: 3e-05, not 2.9999999999999997e-05.
  private static func rounded(_ rate: Double) -> Double {
    (rate * 1e12).rounded() / 1e12
  }
}
