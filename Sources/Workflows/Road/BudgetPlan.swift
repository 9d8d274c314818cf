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

/// Whether a training keeps to its time. A forecast knows the machine as it was for a moment; other work
/// on it may slow the training down.
final class RoadPace {
  private let budget: Double
  private var start: ContinuousClock.Instant?
  private var firstStep = 0
  private var steps = 0
  private var totalSteps = 1
  private var elapsed = 0.0
  private(set) var isTooSlow = false

  /// A training may take a third more time than it has before it is stopped.
  private static let patience = 1.33
  /// The part of the steps that must be seen before anything is said, and the least number of them.
  private static let sample = (share: 0.05, steps: 5)

  private let now: () -> ContinuousClock.Instant

  /// - Parameters:
  ///   - budget: the time for the training in seconds.
  ///   - now: the clock.
  init(budget: Double, now: @escaping () -> ContinuousClock.Instant) {
    self.budget = budget
    self.now = now
  }

  func observe(_ event: TrainingProgress) {
    switch event {
    case .begins(let overview):
      totalSteps = max(1, overview.totalSteps)
      firstStep = overview.doneSteps
      start = now()
    case .training(.step(let record)):
      guard let start else { return }
      elapsed = start.duration(to: now()) / .seconds(1)
      steps = record.step - firstStep
      let isSeen =
        steps >= Self.sample.steps && Double(steps) >= Self.sample.share * Double(totalSteps)
      // One that goes on has used time in an earlier session.
      guard isSeen, firstStep == 0 else { return }
      let whole = elapsed / Double(steps) * Double(totalSteps)
      // Near its end it is let go on.
      isTooSlow = whole > budget * Self.patience && steps * 2 < totalSteps
    case .precision, .named, .training: break
    }
  }

  /// The time that is left, in seconds.
  var left: Double { max(1, budget - elapsed) }

  /// What a pass over all rows takes; nil where it was not too slow.
  func epochSeconds(of training: TrainingRequest) -> Double? {
    guard isTooSlow, let epochs = training.hyperparameters.epochs else { return nil }
    return elapsed / Double(steps) * Double(totalSteps) / Double(epochs) / (training.part ?? 1)
  }
}
