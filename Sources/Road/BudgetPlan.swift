// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Workflows

/// How much of a training fits into a time.
package struct BudgetPlan: Sendable, Equatable {
  package let epochs: Int
  /// The epochs that would be chosen without a limit.
  package let usualEpochs: Int
  /// The learning rate that would be chosen, as a multiple of the base's.
  let usualMultiplier: Double
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
    let forecast = try TrainingForecast(request)
    usualEpochs = forecast.epochs
    usualMultiplier = forecast.learningRateMultiplier
    let one = epochSeconds ?? forecast.seconds / Double(forecast.epochs)
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
