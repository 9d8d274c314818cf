// SPDX-License-Identifier: Apache-2.0

/// One row of `results.csv`: an optimizer step, with the figures of the evaluation that followed it
/// if one did.
package struct ResultsRow: Sendable, Equatable {
  /// Counted from 1.
  package var step: Int
  /// Tokens of prompts and completions seen so far, repeats included; nothing is padded.
  package var elapsedTokens: Int
  /// Examples seen so far, repeats included.
  package var elapsedExamples: Int
  package var trainingLoss: Double
  package var trainingSequenceAccuracy: Double?
  package var trainingTokenAccuracy: Double?
  package var validation: EvaluationFigures?

  package init(
    step: Int, elapsedTokens: Int, elapsedExamples: Int, trainingLoss: Double,
    trainingSequenceAccuracy: Double?, trainingTokenAccuracy: Double?,
    validation: EvaluationFigures? = nil
  ) {
    self.step = step
    self.elapsedTokens = elapsedTokens
    self.elapsedExamples = elapsedExamples
    self.trainingLoss = trainingLoss
    self.trainingSequenceAccuracy = trainingSequenceAccuracy
    self.trainingTokenAccuracy = trainingTokenAccuracy
    self.validation = validation
  }
}
