// SPDX-License-Identifier: Apache-2.0

import Training
import Workflows

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
    case .precision, .named, .warning, .training: break
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
