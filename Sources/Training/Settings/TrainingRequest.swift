// SPDX-License-Identifier: Apache-2.0

package import LanguageModel

/// What the user asked for; nil is left to the defaults.
package struct TrainingRequest: Sendable, Equatable {
  package var objective = TrainingObjective.completion
  package var blockSize: Int?
  package var lowRank: LowRankSettings?
  package var epochs: Int?
  package var batchSize: Int?
  package var microBatchSize: Int?
  package var precision: Precision?
  package var maximumSteps: Int?
  package var learningRate: Double?
  /// The learning rate as a multiple of the rate with which the base was trained.
  package var learningRateMultiplier: Double?
  package var schedule: LearningRateSchedule.Shape?
  package var warmupSteps: Int?
  package var weightDecay: Double?
  package var gradientClip: Double?
  package var dropout: Double?
  package var tokenDropout: Double?
  package var initializerRange: Double?
  package var promptLossWeight: Double?
  package var seed: Int?
  package var shuffles: Bool?
  package var evaluationInterval: TrainingSettings.EvaluationInterval?
  package var checkpointSteps: Int?
  package var patience: Int?
  package var keepsBest: Bool?
  package var criterion: TrainingSettings.Criterion?

  package init() {}
}
