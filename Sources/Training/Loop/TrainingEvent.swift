// SPDX-License-Identifier: Apache-2.0

/// What a run tells whoever watches it.
package enum TrainingEvent: Sendable {
  /// A step is done.
  case step(StepRecord)
  /// The validation file was evaluated after a step; `isBest` when no evaluation was better.
  case evaluated(step: Int, EvaluationFigures, isBest: Bool)
  /// An epoch is done: its number from 1, the mean training loss of its steps.
  case epoch(Int, meanLoss: Double)
  /// A checkpoint is on the disk.
  case checkpointed(step: Int)
}
