// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel
import Training

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
