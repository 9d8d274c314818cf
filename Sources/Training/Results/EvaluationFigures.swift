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
