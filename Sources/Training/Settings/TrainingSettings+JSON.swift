// SPDX-License-Identifier: Apache-2.0

package import JSON
import LanguageModel

/// Settings as a JSON object: names as on the command line, in the order in which they are shown.
extension TrainingSettings {
  package var json: JSONValue {
    .object(entries.reduce(into: JSONObject()) { $0.append($1.key, $1.value) })
  }

  /// Name and value of every setting.
  package var entries: [(key: String, value: JSONValue)] {
    [
      ("objective", .string(objective.rawValue)),
      ("block_size", Self.value(blockSize)),
      ("lora_rank", Self.value(lowRank?.rank)),
      ("lora_alpha", lowRank.map { .number($0.alpha) } ?? .null),
      ("lora_targets", lowRank.map { .string($0.targetNames) } ?? .null),
      ("epochs", .integer(epochs)),
      ("batch_size", .integer(batchSize)),
      ("micro_batch_size", .integer(microBatchSize)),
      ("precision", .string(precision.rawValue)),
      ("max_steps", Self.value(maximumSteps)),
      ("learning_rate", .number(learningRate)),
      ("schedule", .string(schedule.rawValue)),
      ("warmup_steps", .integer(warmupSteps)),
      ("weight_decay", .number(weightDecay)),
      ("beta1", .number(beta1)),
      ("beta2", .number(beta2)),
      ("epsilon", .number(epsilon)),
      ("grad_clip", .number(gradientClip)),
      ("dropout", .number(dropout)),
      ("token_dropout", .number(tokenDropout)),
      ("initializer_range", .number(initializerRange)),
      ("prompt_loss_weight", .number(promptLossWeight)),
      ("seed", .integer(seed)),
      ("shuffle", .bool(shuffles)),
      ("eval_epochs", evaluationEpochs),
      ("eval_steps", evaluationSteps),
      ("checkpoint_steps", Self.value(checkpointSteps)),
      ("patience", Self.value(patience)),
      ("keep_best", .bool(keepsBest)),
      ("best_by", .string(criterion.rawValue)),
    ]
  }

  /// Settings that may change from session to session: they change no figure.
  static let harmless: Set = ["checkpoint_steps"]

  private static func value(_ number: Int?) -> JSONValue {
    number.map { .integer($0) } ?? .null
  }

  private var evaluationEpochs: JSONValue {
    if case .epochs(let count) = evaluationInterval { .integer(count) } else { .null }
  }

  private var evaluationSteps: JSONValue {
    if case .steps(let count) = evaluationInterval { .integer(count) } else { .null }
  }
}
