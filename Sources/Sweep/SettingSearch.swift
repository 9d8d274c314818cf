// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform
import Training
import Workflows

/// Draws settings and tries them: each in a whole run, or by successive halving (Jamieson and
/// Talwalkar, "Non-stochastic Best Arm Identification", 2016).
struct SettingSearch {
  let request: TuneRequest
  let runner: TrialRunner
  /// The share of the trials that goes on, and how many times the steps.
  private static let factor = 3

  func run() throws(AssayError) -> TuneResult? {
    let drawn = try draw()
    var trials: [TuneTrial] = []
    var group = drawn
    var best: [TuneTrial] = []
    for rung in try rungs(drawn) {
      best = []
      for var trial in group {
        trial.share = rung.share
        trial.folder = "\(request.folder)/trial-\(Self.padded(trial.number))\(rung.suffix)"
        guard
          let done = try runner.run(
            trial, maximumSteps: rung.steps[trial.number], expected: drawn.count)
        else { return nil }
        trials.append(done)
        best.append(done)
      }
      best = sorted(best)
      group = Array(best.prefix(max(1, group.count / Self.factor)))
    }
    guard let first = best.first else { return nil }
    return TuneResult(
      trials: trials, best: first, criterion: request.criterion, method: request.method.rawValue)
  }

  private func sorted(_ trials: [TuneTrial]) -> [TuneTrial] {
    trials.sorted {
      ($0.cost(request.criterion), $0.number) < ($1.cost(request.criterion), $1.number)
    }
  }

  /// Different settings, as far as there are so many.
  private func draw() throws(AssayError) -> [TuneTrial] {
    var generator = SeededGenerator(seed: UInt64(bitPattern: Int64(request.seed)))
    var trials: [TuneTrial] = []
    for _ in 0..<request.trials * 20 where trials.count < request.trials {
      var trial = TuneTrial(number: trials.count + 1, model: request.run.model, folder: "")
      for dimension in request.dimensions {
        trial.values[dimension.name] = dimension.draw(&generator)
      }
      if !trials.contains(where: { $0.values == trial.values }) { trials.append(trial) }
    }
    for trial in trials {
      let asked = TrialRunner.hyperparameters(of: trial).over(request.run.hyperparameters)
      if let fault = asked.fault { throw AssayError(fault) }
    }
    return trials
  }

  private struct Rung {
    var share: Double
    var suffix: String
    /// The steps of each trial by its number; none where it has all of its own.
    var steps: [Int: Int]
  }

  private func rungs(_ trials: [TuneTrial]) throws(AssayError) -> [Rung] {
    guard request.method == .halving, trials.count >= Self.factor else {
      return [Rung(share: 1, suffix: "", steps: [:])]
    }
    let whole = try request.run.totalSteps(
      with: trials.map {
        TrialRunner.hyperparameters(of: $0).over(request.run.hyperparameters)
      })
    var shares = [1.0]
    var left = trials.count / Self.factor
    while left > 0 {
      shares.insert(shares[0] / Double(Self.factor), at: 0)
      left /= Self.factor
    }
    return shares.enumerated().map { index, share in
      let isLast = index == shares.count - 1
      let steps = zip(trials, whole).map { trial, steps in
        (trial.number, max(1, Int((Double(steps) * share).rounded(.up))))
      }
      return Rung(
        share: share, suffix: isLast ? "" : "-part-\(index + 1)",
        steps: isLast ? [:] : Dictionary(uniqueKeysWithValues: steps))
    }
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
