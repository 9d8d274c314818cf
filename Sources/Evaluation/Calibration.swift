// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import EvaluationMetrics

/// A temperature that was fitted on other rows than those it is judged on.
package struct Calibration: Sendable, Equatable {
  /// The file it was fitted on.
  package let file: String
  package let temperature: Double

  /// - Throws: `AssayError` when the rows have no scores, or no temperature is best.
  package init(
    file: String, fittedOn predictions: ClassificationPredictions
  ) throws(AssayError) {
    self.file = file
    let fit =
      predictions.scores.map { Temperature.fit(labels: predictions.labels, scores: $0) }
      ?? .undefined("the predictions have no scores")
    guard let temperature = fit.value else {
      throw AssayError(
        "no temperature can be fitted: \(fit.reason ?? "no value")", at: Location(file: file),
        remedy: "Give a validation file on which the model is sometimes wrong")
    }
    self.temperature = temperature
  }

  /// The predictions at the temperature; without scores as they are.
  package func applied(to predictions: ClassificationPredictions) -> ClassificationPredictions {
    guard let scores = predictions.scores else { return predictions }
    return predictions.with(scores: Temperature.apply(temperature, to: scores))
  }
}
