// SPDX-License-Identifier: Apache-2.0

/// What an evaluation of the whole validation file gave. Nil is undefined.
package struct EvaluationFigures: Sendable, Equatable {
  /// Mean loss over completion tokens, prompt tokens weighted as in training.
  package var loss: Double?
  package var sequenceAccuracy: Double?
  package var tokenAccuracy: Double?
  /// Figures of a classifier, one for each name in `ResultsTable.classificationColumns`.
  package var classification: [Double?]

  package init(
    loss: Double?, sequenceAccuracy: Double?, tokenAccuracy: Double?,
    classification: [Double?] = []
  ) {
    self.loss = loss
    self.sequenceAccuracy = sequenceAccuracy
    self.tokenAccuracy = tokenAccuracy
    self.classification = classification
  }
}

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
