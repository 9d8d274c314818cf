// SPDX-License-Identifier: Apache-2.0

/// Where a run stands, besides weights, optimizer and results.
package struct TrainingState: Sendable, Equatable {
  /// Finished optimizer steps.
  package var step = 0
  /// Finished epochs, and examples dealt of the one under way.
  package var epoch = 0
  package var offset = 0
  /// Tokens and examples seen, repeats included.
  package var elapsedTokens = 0
  package var elapsedExamples = 0
  /// The step of the best evaluation and its figure.
  package var bestStep: Int?
  package var bestFigure: Double?
  /// Evaluations since the best one.
  package var evaluationsSinceBest = 0
  /// Whether patience ran out.
  package var stoppedEarly = false
  /// Time spent in training steps, over all sessions of the run.
  package var seconds = 0.0

  package init() {}
}
