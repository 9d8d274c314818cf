// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Foundation
import LanguageModel
import Training

/// The hyperparameters of `assay train`; one that is not given is chosen by `TrainingDefaults`.
struct TrainingOptions: ParsableArguments {
  @Option(
    help: """
      completion: answer the prompts of rows. language-model: continue the texts of a corpus; a .txt \
      file is one text, in other formats each row is one. classification: tell the completions \
      apart as classes, by a head on the prompt's last token, as GPT2ForSequenceClassification.
      """)
  var objective = TrainingObjective.completion

  @Option(
    help: "Tokens in a block of a corpus; the default is the model's positions, at most 1024.")
  var blockSize: Int?

  @Option(
    help: """
      Train a low-rank adapter of this rank (LoRA) and leave the model's own weights as they are; the \
      output is an adapter folder as PEFT reads it.
      """)
  var loraRank: Int?

  @Option(help: "The adapter's weight is alpha / rank; the default is twice the rank.")
  var loraAlpha: Double?

  @Option(help: "The modules the adapter changes, of c_attn,c_proj,c_fc; the default is all.")
  var loraTargets: String?

  @Option(help: "Passes over the training file.")
  var epochs: Int?

  @Option(help: "Examples in an optimizer step.")
  var batchSize: Int?

  @Option(
    help:
      "The most examples in one forward and backward pass; a larger batch is cut, with the same result."
  )
  var microBatchSize: Int?

  @Option(help: "End after so many optimizer steps.")
  var maxSteps: Int?

  @Option(help: "The highest learning rate.")
  var learningRate: Double?

  @Option(help: "The learning rate as a multiple of the rate the base was trained with.")
  var learningRateMultiplier: Double?

  @Option(help: "How the learning rate falls: constant, linear or cosine.")
  var schedule: LearningRateSchedule.Shape?

  @Option(help: "Steps over which the learning rate first rises from 0.")
  var warmupSteps: Int?

  @Option(help: "AdamW's decoupled decay of matrices; biases and layer norms have none.")
  var weightDecay: Double?

  @Option(help: "The largest norm of the gradient; 0 does not clip.")
  var gradClip: Double?

  @Option(help: "The chance that an activation is dropped in training.")
  var dropout: Double?

  @Option(help: "The chance that a prompt token is left out in training.")
  var tokenDropout: Double?

  @Option(help: "The standard deviation of random weights.")
  var initializerRange: Double?

  @Option(help: "The weight of a prompt token in the loss; a completion token weighs 1.")
  var promptLossWeight: Double?

  @Option(help: "The seed of the random weights, the order of examples and dropout.")
  var seed: Int?

  @Flag(help: "Take the examples in the order of the file.")
  var noShuffle = false

  @Option(help: "Evaluate the validation file every so many steps instead of after each epoch.")
  var evalSteps: Int?

  @Option(help: "Write a checkpoint every so many steps instead of once in a while.")
  var checkpointSteps: Int?

  @Option(help: "Stop after so many evaluations without a better figure and keep the best.")
  var earlyStopping: Int?

  @Flag(help: "Keep the weights of the best evaluation, not the last.")
  var keepBest = false

  @Option(help: "The figure that is best: loss or sequence-accuracy, of the validation file.")
  var bestBy: TrainingSettings.Criterion?

  func validate() throws {
    for (name, value) in [
      ("--epochs", epochs), ("--batch-size", batchSize), ("--micro-batch-size", microBatchSize),
      ("--max-steps", maxSteps), ("--eval-steps", evalSteps),
      ("--checkpoint-steps", checkpointSteps), ("--early-stopping", earlyStopping),
      ("--lora-rank", loraRank),
    ] {
      if let value, value < 1 { throw ValidationError("\(name) must be at least 1") }
    }
    for (name, value) in [("--dropout", dropout), ("--token-dropout", tokenDropout)] {
      if let value, !(0..<1).contains(value) {
        throw ValidationError("\(name) must be at least 0 and less than 1")
      }
    }
    for (name, value) in [
      ("--learning-rate", learningRate), ("--learning-rate-multiplier", learningRateMultiplier),
      ("--weight-decay", weightDecay), ("--grad-clip", gradClip),
      ("--prompt-loss-weight", promptLossWeight), ("--warmup-steps", warmupSteps.map(Double.init)),
      ("--initializer-range", initializerRange),
      ("--seed", seed.map(Double.init)),
    ] {
      if let value, !value.isFinite || value < 0 {
        throw ValidationError("\(name) must not be negative")
      }
    }
    if let blockSize, objective != .languageModel || blockSize < 2 {
      throw ValidationError("--block-size goes with --objective language-model, from 2 on")
    }
    try validateAdapter()
    if promptLossWeight != nil && objective == .classification {
      throw ValidationError(
        "--prompt-loss-weight goes with completions: a classification head predicts no tokens")
    }
    if learningRate != nil && learningRateMultiplier != nil {
      throw ValidationError("give --learning-rate or --learning-rate-multiplier, not both")
    }
  }

  private func validateAdapter() throws {
    if loraRank != nil, objective == .classification {
      throw ValidationError(
        "--lora-rank does not go with --objective classification, whose head is trained whole")
    }
    if loraRank == nil, loraAlpha != nil || loraTargets != nil {
      throw ValidationError("--lora-alpha and --lora-targets go with --lora-rank")
    }
    if let loraAlpha, !loraAlpha.isFinite || loraAlpha <= 0 {
      throw ValidationError("--lora-alpha must be positive")
    }
    if let loraTargets, Self.targets(loraTargets) == nil {
      throw ValidationError("--lora-targets is \(loraTargets); give some of c_attn,c_proj,c_fc")
    }
  }

  /// The modules of a list with commas; nil when one is unknown.
  private static func targets(_ list: String) -> [LowRankSettings.Target]? {
    let named = list.split(separator: ",").map {
      LowRankSettings.Target(rawValue: $0.trimmingCharacters(in: .whitespaces))
    }
    let known = LowRankSettings.Target.allCases.filter { named.contains($0) }
    return named.contains(nil) || known.isEmpty ? nil : known
  }

  private var lowRank: LowRankSettings? {
    loraRank.map { rank in
      LowRankSettings(
        rank: rank, alpha: loraAlpha,
        targets: loraTargets.flatMap(Self.targets) ?? LowRankSettings.Target.allCases)
    }
  }

  /// The options as a request; what was not given is left open.
  var request: TrainingRequest {
    var request = TrainingRequest()
    request.objective = objective
    request.lowRank = lowRank
    request.epochs = epochs
    request.batchSize = batchSize
    request.microBatchSize = microBatchSize
    request.maximumSteps = maxSteps
    request.learningRate = learningRate
    request.learningRateMultiplier = learningRateMultiplier
    request.schedule = schedule
    request.warmupSteps = warmupSteps
    request.weightDecay = weightDecay
    request.gradientClip = gradClip
    request.dropout = dropout
    request.tokenDropout = tokenDropout
    request.initializerRange = initializerRange
    request.promptLossWeight = promptLossWeight
    request.seed = seed
    request.shuffles = noShuffle ? false : nil
    request.evaluationInterval = evalSteps.map { .steps($0) }
    request.checkpointSteps = checkpointSteps
    request.patience = earlyStopping
    request.keepsBest = keepBest ? true : nil
    request.criterion = bestBy
    return request
  }
}

extension LearningRateSchedule.Shape: ExpressibleByArgument {}
extension TrainingSettings.Criterion: ExpressibleByArgument {}
extension TrainingObjective: ExpressibleByArgument {}
