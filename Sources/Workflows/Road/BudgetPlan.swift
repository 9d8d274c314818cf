// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Training

/// How much of a training fits into a time.
package struct BudgetPlan: Sendable, Equatable {
  package let epochs: Int
  /// The epochs that would be chosen without a limit.
  package let usualEpochs: Int
  /// The share of the rows to learn from; nil is all.
  package let part: Double?
  /// How long the training will take.
  package let seconds: Double

  /// The least share of the rows that says something of all.
  private static let leastPart = 0.02

  /// - Parameters:
  ///   - budget: the time for the training in seconds.
  ///   - epochSeconds: what one pass takes, where it was measured; nil forecasts it.
  /// - Throws: `AssayError` when the files cannot be read, or not even a part of the rows fits.
  init(
    _ request: TrainingRequest, budget: Double, epochSeconds: Double? = nil
  ) throws(AssayError) {
    let plan = try TrainingPlan(request)
    usualEpochs = plan.identity.settings.epochs
    let one: Double
    if let epochSeconds {
      one = epochSeconds
    } else {
      one = try plan.forecastSeconds() / Double(usualEpochs)
    }
    guard one > budget else {
      epochs = max(1, Int(min(Double(usualEpochs), budget / max(one, .leastNormalMagnitude))))
      part = nil
      seconds = one * Double(epochs)
      return
    }
    let share = budget / one
    guard share >= Self.leastPart else {
      let minutes = Int((one * Self.leastPart / 60).rounded(.up))
      throw AssayError(
        "the time is too short: one pass over the rows takes about \(Int(one / 60) + 1) min here",
        at: Location(file: request.trainingFile),
        remedy: "Give more time, --budget \(max(2, minutes * 2))min, or a smaller model with -m")
    }
    epochs = 1
    part = share
    seconds = budget
  }
}

extension TrainingPlan {
  /// How long the whole run will take, with the looks at the validation rows. Takes a moment: the speed
  /// of this machine is measured.
  func forecastSeconds() throws(AssayError) -> Double {
    let time = TimeForecast(
      configuration: configuration, parameters: parameters, examples: examples.examples,
      settings: identity.settings)
    let seconds = time.seconds(
      productSpeed: try SpeedProbe.products(of: configuration, in: identity.settings.precision),
      optimizerSpeed: try SpeedProbe.optimizer())
    // Validation is the way forward alone, a third of a step.
    let looks = Double(validation?.tokenCount ?? 0) / Double(max(1, examples.tokenCount)) / 3
    return seconds * (1 + looks)
  }
}
