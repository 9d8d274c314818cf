// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Training
import Workflows

/// Chooses the size of a model in the way of the first fine-tuning guides: starts in the middle, on a
/// part of the rows; goes down while the smaller model is as good, and up where it is not and a larger
/// one is better. All rows are for the model that was chosen.
struct SizeSearch {
  let request: TuneRequest
  let runner: TrialRunner
  /// The part of the rows, where none was named.
  private static let usualPart = 0.25

  func run() throws(AssayError) -> TuneResult? {
    var tried: [Int: TuneTrial] = [:]
    func attempt(_ index: Int) throws(AssayError) -> TuneTrial? {
      let name = request.sizes[index]
      let word = name.split(separator: "/").last.map(String.init) ?? name
      let trial = TuneTrial(
        number: tried.count + 1, model: name, folder: "\(request.folder)/size-\(index + 1)-\(word)")
      tried[index] = try runner.run(
        trial, part: request.run.part ?? Self.usualPart, expected: request.sizes.count)
      return tried[index]
    }
    var place = request.sizes.count / 2
    guard var best = try attempt(place) else { return nil }
    let start = place
    while place > 0 {
      guard let smaller = try attempt(place - 1) else { return nil }
      guard isAsGood(smaller, best) else { break }
      (best, place) = (smaller, place - 1)
    }
    while place >= start, place + 1 < request.sizes.count {
      guard let larger = try attempt(place + 1) else { return nil }
      guard !isAsGood(best, larger) else { break }
      (best, place) = (larger, place + 1)
    }
    let trials = tried.values.sorted { $0.number < $1.number }
    return TuneResult(trials: trials, best: best, criterion: request.criterion, method: "sizes")
  }

  /// Whether a trial is worse than another by no more than the tolerance.
  private func isAsGood(_ one: TuneTrial, _ other: TuneTrial) -> Bool {
    let (cost, limit) = (one.cost(request.criterion), other.cost(request.criterion))
    switch request.criterion {
    case .validationLoss: return cost <= limit * (1 + request.tolerance)
    case .validationSequenceAccuracy: return cost <= limit + request.tolerance
    }
  }
}
