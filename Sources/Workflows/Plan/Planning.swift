// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Evaluation
import EvaluationMetrics

/// The use "plan": how many rows it takes to see a difference, or to reach an accuracy.
package enum Planning {
  /// The accuracy near which differences are looked for when nothing is known.
  private static let usualAccuracy = 0.9

  /// - Throws: `AssayError` when a file cannot be read, or the two are not about the same rows.
  package static func run(
    _ request: PlanRequest, events: (AssessEvent) -> Void = { _ in }
  ) throws(AssayError) -> DataPlan {
    let comparison = try request.predictions.map { request throws(AssayError) in
      try Evaluating.compare(request)
    }
    let assessment = try request.rows.map { request throws(AssayError) in
      try Assessing.run(request, events: events)
    }
    let accuracy = request.accuracy ?? assessment?.accuracy.value ?? comparison?.accuracy
    return DataPlan(
      request.size, accuracy: accuracy ?? usualAccuracy, measured: comparison?.disagreement,
      training: training(request, assessment))
  }

  private static func training(
    _ request: PlanRequest, _ assessment: Assessment?
  ) -> DataPlan.TrainingSet? {
    guard let target = request.target, let assessment, let curve = assessment.accuracyCurve else {
      return nil
    }
    return DataPlan.TrainingSet(
      file: assessment.rows.file, rows: assessment.rows.count, target: target, curve: curve)
  }
}

extension PairedComparison {
  /// The mean accuracy of the two.
  fileprivate var accuracy: Double? {
    let values = figures.first { $0.key == "accuracy" }.map { [$0.first.value, $0.second.value] }
    let known = (values ?? []).compactMap { $0 }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// The share of rows that only one has right.
  fileprivate var disagreement: Double {
    Double(mcNemar.onlyFirst + mcNemar.onlySecond) / Double(max(first.count, 1))
  }
}
