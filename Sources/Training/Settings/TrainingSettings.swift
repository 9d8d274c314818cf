// SPDX-License-Identifier: Apache-2.0

package import LanguageModel

/// Everything that decides how a run goes, fully resolved: printed before the job, stored in its
/// checkpoints and with the finished model.
package struct TrainingSettings: Sendable, Equatable {
  /// When the validation file is evaluated.
  package enum EvaluationInterval: Sendable, Equatable {
    case epochs(Int)
    case steps(Int)
  }

  /// The figure by which one checkpoint is better than another.
  package enum Criterion: String, Sendable, CaseIterable {
    case validationLoss = "loss"
    case validationSequenceAccuracy = "sequence-accuracy"
  }

  package var objective = TrainingObjective.completion
  /// Tokens in a block of a corpus; nil when rows are examples.
  package var blockSize: Int?
  /// Trains a low-rank adapter in place of the model's own weights.
  package var lowRank: LowRankSettings?
  package var epochs = 4
  /// Examples in an optimizer step.
  package var batchSize = 1
  /// The most examples in one forward and backward pass; a larger batch is cut and its gradients are
  /// added up. The result does not depend on the cut.
  package var microBatchSize = 1
  /// The numbers that matrix products are taken in; weights and sums are f32 in any case.
  package var precision = Precision.f32
  /// Ends the run after so many steps, wherever the epochs stand.
  package var maximumSteps: Int?
  package var learningRate = 1e-5
  package var schedule = LearningRateSchedule.Shape.cosine
  package var warmupSteps = 0
  /// Decoupled decay of matrices; biases and layer norms have none.
  package var weightDecay = 0.01
  package var beta1 = 0.9
  package var beta2 = 0.999
  package var epsilon = 1e-8
  /// The largest norm of all gradients together; 0 does not clip.
  package var gradientClip = 1.0
  package var dropout = 0.0
  /// The share of prompt tokens, but for the last, that an example loses each time it is seen: a
  /// regulariser for models that learn everything from one file.
  package var tokenDropout = 0.0
  /// The standard deviation of random weights; says nothing where weights are loaded.
  package var initializerRange = 0.02
  /// The weight of a prompt token in the loss, where a completion token weighs 1.
  package var promptLossWeight = 0.0
  package var seed = 42
  package var shuffles = true
  package var evaluationInterval = EvaluationInterval.epochs(1)
  /// Steps between checkpoints; nil leaves it to the clock.
  package var checkpointSteps: Int?
  /// Ends the run after so many evaluations without a better figure.
  package var patience: Int?
  /// Keeps the weights of the best evaluation instead of the last.
  package var keepsBest = false
  package var criterion = Criterion.validationLoss

  package init() {}

  /// Optimizer steps of the whole run over `count` examples.
  package func totalSteps(examples count: Int) -> Int {
    let steps = (count + batchSize - 1) / batchSize * epochs
    return min(steps, maximumSteps ?? steps)
  }

  /// The part of them that the optimizer needs.
  package var optimizer: AdamW.Settings {
    var settings = AdamW.Settings()
    settings.beta1 = Float(beta1)
    settings.beta2 = Float(beta2)
    settings.epsilon = Float(epsilon)
    settings.weightDecay = Float(weightDecay)
    return settings
  }
}
