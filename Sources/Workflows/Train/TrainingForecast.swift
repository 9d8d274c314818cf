// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel
import Training

/// What a run would take, before anybody starts it.
package struct TrainingForecast: Sendable, Equatable {
  package let examples: Int
  package let epochs: Int
  package let tokens: Int
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
    tokens = time.seenTokens
    seconds = time.seconds(
      productSpeed: try SpeedProbe.products(
        of: plan.configuration, in: settings.precision, on: plan.device),
      optimizerSpeed: try SpeedProbe.optimizer(on: plan.device))
    memoryBytes = plan.memory().totalBytes
  }
}
