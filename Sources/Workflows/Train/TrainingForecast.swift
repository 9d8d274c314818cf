// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel
package import Training

/// What a run would take, before anybody starts it.
package struct TrainingForecast: Sendable, Equatable {
  package let examples: Int
  package let epochs: Int
  package let learningRateMultiplier: Double
  package let tokens: Int
  /// The looks at the validation rows included.
  package let seconds: Double
  package let memoryBytes: Int

  /// Reads the files, settles the settings and measures the speed of this machine.
  /// - Throws: `AssayError` when the run could not start.
  package init(_ request: TrainingRequest) throws(AssayError) {
    let plan = try TrainingPlan(request)
    let settings = plan.identity.settings
    let time = TimeForecast(
      configuration: plan.configuration, parameters: plan.parameters,
      examples: plan.examples.examples, settings: settings)
    examples = plan.examples.examples.count
    epochs = settings.epochs
    learningRateMultiplier = settings.learningRateMultiplier
    tokens = time.seenTokens
    let learning = time.seconds(
      productSpeed: try SpeedProbe.products(
        of: plan.configuration, in: settings.precision, on: plan.device),
      optimizerSpeed: try SpeedProbe.optimizer(on: plan.device))
    // Validation is the way forward alone, a third of a step.
    let looks =
      Double(plan.validation?.tokenCount ?? 0) / Double(max(1, plan.examples.tokenCount)) / 3
    seconds = learning * (1 + looks)
    memoryBytes = plan.memory().totalBytes
  }
}

extension TrainingRequest {
  /// The steps of runs like this one with other hyperparameters.
  /// - Throws: `AssayError` when the run could not start.
  package func totalSteps(with asked: [Hyperparameters]) throws(AssayError) -> [Int] {
    let plan = try TrainingPlan(self)
    let count = plan.examples.examples.count
    var defaults = TrainingDefaults(
      exampleCount: count, startsFromRandom: plan.base.startsFromRandom,
      width: plan.configuration.width)
    defaults.rates = DropoutRates(plan.configuration)
    return asked.map { defaults.resolve($0).totalSteps(examples: count) }
  }
}
