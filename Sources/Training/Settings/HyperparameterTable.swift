// SPDX-License-Identifier: Apache-2.0

import JSON
package import LanguageModel

/// All hyperparameters, in the order in which they are shown and settled. Command line, API, record,
/// job object and documentation are made from these declarations; `Hyperparameters` and
/// `TrainingSettings` have a property for each.
package struct HyperparameterTable: Sendable {
  package let objective = Hyperparameter(
    "objective", default: TrainingObjective.completion,
    help: """
      completion: answer the prompts of rows. language-model: continue the texts of a corpus; a .txt \
      file is one text, in other formats each row is one. classification: tell the completions \
      apart as classes, by a head on the prompt's last token, as GPT2ForSequenceClassification.
      """)

  package let blockSize = Hyperparameter<Int, Int?>(
    "block_size", .from(2),
    help: "Tokens in a block of a corpus; the default is the model's positions, at most 1024.")

  package let endsBlocks = Hyperparameter(
    "end_blocks", default: false,
    help: "End each block of a corpus in the end-of-text token: pieces of one token less, and it.")

  package let dropsLast = Hyperparameter(
    "drop_last", default: false, help: "Leave out the last block of a corpus where it is shorter.")

  package let validationFraction = Hyperparameter<Double, Double?>(
    "valid_fraction", .above(0, through: 0.5),
    help: "Hold out this share of a corpus, its last blocks, as validation file.")

  // MARK: Adapter

  package let adapterRank = Hyperparameter<Int, Int?>(
    "lora_rank", .from(1),
    help: """
      Train a low-rank adapter of this rank (LoRA) and leave the model's own weights as they are; the \
      output is an adapter folder as PEFT reads it.
      """)

  package let adapterAlpha = Hyperparameter<Double, Double?>(
    "lora_alpha", .above(0),
    help: "The adapter's weight is alpha / rank; the default is twice the rank."
  ) { run in run.settings.adapterRank.map { Double(2 * $0) } }

  package let adapterTargets = Hyperparameter<[LowRankSettings.Target], [LowRankSettings.Target]?>(
    "lora_targets",
    help: "The modules the adapter changes, of c_attn,c_proj,c_fc; the default is all."
  ) { run in run.settings.adapterRank.map { _ in LowRankSettings.Target.allCases } }

  // MARK: Length and batches

  package let epochs = Hyperparameter(
    "epochs", .from(1), default: 4, help: "Passes over the training file.",
    otherwise: "from random weights 8 to 16, the more the smaller the file",
    api: .hyperparameter("n_epochs", shownAtFirst: 4)
  ) { run in run.epochsFromRandom }

  package let batchSize = Hyperparameter(
    "batch_size", .from(1), default: 1,
    help: "Examples in an optimizer step.",
    otherwise: """
      0.2 % of the examples up to 256; from random weights a thirty-second of them, from 4 to 64
      """,
    api: .hyperparameter("batch_size")
  ) { run in run.usualBatchSize }

  package let microBatchSize = Hyperparameter(
    "micro_batch_size", .from(1), default: 64,
    help: """
      The most examples in one forward and backward pass; a larger batch is cut, with the same result.
      """,
    limit: { size, run in min(size, run.settings.batchSize) })

  package let precision = Hyperparameter(
    "precision", default: Precision.f32,
    help: "The numbers of matrix products; weights and sums are f32 in any case.",
    otherwise: "measured: bf16 where it is faster")

  package let maximumSteps = Hyperparameter<Int, Int?>(
    "max_steps", .from(1), help: "End after so many optimizer steps.")

  // MARK: Learning rate

  package let learningRate = Hyperparameter(
    "learning_rate", .from(0), default: 3e-5, help: "The highest learning rate.",
    otherwise: "the multiplier times the rate the base was trained with"
  ) { run in run.usualLearningRate }

  package let learningRateMultiplier = Hyperparameter(
    "learning_rate_multiplier", .above(0, through: 1000), default: 0.05,
    help: """
      The learning rate as a multiple of the rate the base was trained with, or of 0.0075 for random \
      weights.
      """,
    otherwise: "0.1 from batches of 16 on, 0.2 from 64 on; ten times that for an adapter",
    api: .hyperparameter("learning_rate_multiplier"), isIdentity: false
  ) { run in run.multiplier(of: run.settings.learningRate) }

  package let schedule = Hyperparameter(
    "schedule", default: LearningRateSchedule.Shape.cosine,
    help: "How the learning rate falls: constant, linear or cosine.")

  package let warmupRatio = Hyperparameter<Double, Double?>(
    "warmup_ratio", .from(0, through: 1),
    help: "The share of the steps over which the learning rate first rises from 0.")

  package let warmupSteps = Hyperparameter(
    "warmup_steps", .from(0), default: 0,
    help: "Steps over which the learning rate first rises from 0.",
    otherwise: "from random weights a twentieth of the run"
  ) { run in
    if let ratio = run.asked.warmupRatio {
      return Int((ratio * Double(run.totalSteps)).rounded(.up))
    }
    return run.startsFromRandom ? run.totalSteps / 20 : nil
  }

  // MARK: Optimizer

  package let weightDecay = Hyperparameter(
    "weight_decay", .from(0), default: 0.01,
    help: "AdamW's decoupled decay of matrices; biases and layer norms have none.",
    otherwise: "0.1 from random weights"
  ) { run in run.startsFromRandom ? 0.1 : nil }

  package let beta1 = Hyperparameter(
    "beta1", .from(0, below: 1), default: 0.9,
    help: "The share of AdamW's mean of gradients that is kept in a step.")

  package let beta2 = Hyperparameter(
    "beta2", .from(0, below: 1), default: 0.999,
    help: "The share of AdamW's mean of squared gradients that is kept in a step.")

  package let epsilon = Hyperparameter(
    "epsilon", .above(0), default: 1e-8, help: "What AdamW adds to a divisor that may be 0.")

  package let gradientClip = Hyperparameter(
    "grad_clip", .from(0), default: 1.0, help: "The largest norm of the gradient; 0 does not clip.")

  // MARK: Chance and loss

  package let dropout = Hyperparameter(
    "dropout", .from(0, below: 1), default: 0.1,
    help: "The chance that an activation is dropped in training.",
    otherwise: "the base's resid_pdrop"
  ) { run in run.defaults.rates?.residual }

  package let embeddingDropout = Hyperparameter<Double, Double?>(
    "embd_pdrop", .from(0, below: 1),
    help: "The same for the vectors that go into the first block.",
    otherwise: "the base's own, unless --dropout is given"
  ) { run in run.ownDropout(\.embedding) }

  package let attentionDropout = Hyperparameter<Double, Double?>(
    "attn_pdrop", .from(0, below: 1), help: "The same for attention weights.",
    otherwise: "the base's own, unless --dropout is given"
  ) { run in run.ownDropout(\.attention) }

  /// A regularizer for models that learn everything from one file.
  package let tokenDropout = Hyperparameter(
    "token_dropout", .from(0, below: 1), default: 0.0,
    help: "The chance that a prompt token is left out in training.",
    otherwise: "0.1 from random weights"
  ) { run in run.startsFromRandom ? 0.1 : nil }

  package let initializerRange = Hyperparameter(
    "initializer_range", .from(0), default: 0.02,
    help: "The standard deviation of random weights.", otherwise: "0.06 from random weights"
  ) { run in run.startsFromRandom ? 0.06 : nil }

  package let promptLossWeight = Hyperparameter(
    "prompt_loss_weight", .from(0, through: 1), default: 0.01,
    help: "The weight of a prompt token in the loss; a completion token weighs 1.",
    otherwise: "0 from random weights, and with a classification head",
    api: .hyperparameter("prompt_loss_weight", shownAtFirst: 0.01),
    rule: { run in run.startsFromRandom ? 0 : nil },
    limit: { weight, run in run.settings.objective == .classification ? 0 : weight })

  package let seed = Hyperparameter(
    "seed", .from(0), default: 42,
    help: "The seed of the random weights, the order of examples and dropout.",
    api: .topLevel("seed"))

  package let dataSeed = Hyperparameter<Int, Int?>(
    "data_seed", .from(0), help: "The seed of the order of examples, where it is not `seed`.")

  package let shuffles = Hyperparameter(
    "shuffle", default: true, help: "Take the examples in the order of the file.")

  // MARK: Evaluations and checkpoints

  package let evaluationEpochs = Hyperparameter<Int, Int?>(
    "eval_epochs", .from(0),
    help: "Evaluate the validation file after every so many epochs; 0 never does.",
    otherwise: "1, unless steps are given", needsValidation: true
  ) { run in run.asked.evaluationSteps == nil ? 1 : nil }

  package let evaluationSteps = Hyperparameter<Int, Int?>(
    "eval_steps", .from(1),
    help: "Evaluate the validation file every so many steps instead of after each epoch.",
    needsValidation: true)

  package let checkpointSteps = Hyperparameter<Int, Int?>(
    "checkpoint_steps", .from(1),
    help: "Write a checkpoint every so many steps instead of once in a while.", isIdentity: false)

  // These two look at one another, so that their types cannot be inferred.
  package let saveStrategy:
    Hyperparameter<TrainingSettings.SaveStrategy, TrainingSettings.SaveStrategy> = Hyperparameter(
      "save_strategy", default: .no,
      help: "When to write a model checkpoint-N that stays in the output folder.",
      otherwise: "steps, where --save-steps is given", isIdentity: false
    ) { run in run.asked.saveSteps == nil ? nil : .steps }

  package let saveSteps: Hyperparameter<Int, Int?> = Hyperparameter(
    "save_steps", .from(1), help: "The steps between two such models.",
    otherwise: "500 with the strategy steps", isIdentity: false
  ) { run in run.settings.saveStrategy == .steps ? 500 : nil }

  package let saveTotalLimit = Hyperparameter<Int, Int?>(
    "save_total_limit", .from(1),
    help: "The most such models; the oldest goes, and last the best one.", isIdentity: false)

  package let patience = Hyperparameter<Int, Int?>(
    "patience", .from(1),
    help: "Stop after so many evaluations without a better figure and keep the best.",
    option: "early-stopping", needsValidation: true)

  package let keepsBest = Hyperparameter(
    "keep_best", default: false, help: "Keep the weights of the best evaluation, not the last.",
    otherwise: "true with early stopping", needsValidation: true
  ) { run in run.settings.patience != nil }

  package let criterion = Hyperparameter(
    "best_by", default: TrainingSettings.Criterion.validationLoss,
    help: "The figure that is best: loss or sequence-accuracy, of the validation file.")

  static let standard = HyperparameterTable()

  /// The declarations in their order. They are found by reflection, so that none can be forgotten.
  static let all: [any AnyHyperparameter] = Mirror(reflecting: standard).children.compactMap {
    $0.value as? any AnyHyperparameter
  }

  /// What is known of each hyperparameter, in the order in which they are shown.
  package static let declarations: [HyperparameterDeclaration] = all.map(\.declaration)
}
