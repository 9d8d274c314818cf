// SPDX-License-Identifier: Apache-2.0

extension TrainingSettings.Criterion {
  /// The figure an evaluation is judged by.
  func figure(of figures: EvaluationFigures) -> Double? {
    switch self {
    case .validationLoss: figures.loss
    case .validationSequenceAccuracy: figures.sequenceAccuracy
    }
  }

  /// Whether an evaluation beats the best figure so far; one that is undefined beats nothing.
  func isBetter(_ figures: EvaluationFigures, than best: Double?) -> Bool {
    guard let figure = figure(of: figures), figure.isFinite else { return false }
    guard let best else { return true }
    return switch self {
    case .validationLoss: figure < best
    case .validationSequenceAccuracy: figure > best
    }
  }
}
