// SPDX-License-Identifier: Apache-2.0

import JSON

extension JobRecord {
  /// The job object of `/fine-tunes` without its events.
  func fineTune(
    training: [FileRecord], validation: [FileRecord], results: [FileRecord]
  ) -> JSONObject {
    [
      "id": .string(id), "object": "fine-tune", "model": .string(model),
      "created_at": .integer(createdAt), "updated_at": .integer(updatedAt),
      "status": .string(status.rawValue), "fine_tuned_model": .init(fineTunedModel),
      "hyperparams": .object(hyperparameters), "organization_id": .string(organization),
      "training_files": .array(training.map(\.json)),
      "validation_files": .array(validation.map(\.json)),
      "result_files": .array(results.map(\.json)),
      "status_details": .init(failure),
    ]
  }

  /// The job object of `/fine_tuning/jobs`: files are identifiers here.
  var fineTuningJob: JSONValue {
    let failure: JSONValue =
      failure.map {
        ["code": "job_failed", "message": .string($0), "param": nil]
      } ?? .null
    return [
      "id": .string(id), "object": "fine_tuning.job", "model": .string(model),
      "created_at": .integer(createdAt), "finished_at": .init(finishedAt),
      "status": .string(status.fineTuningName), "fine_tuned_model": .init(fineTunedModel),
      "organization_id": .string(organization), "training_file": .string(trainingFile),
      "validation_file": .init(validationFile),
      "result_files": .array([resultFile].compactMap { $0.map(JSONValue.string) }),
      "trained_tokens": .init(trainedTokens), "error": failure,
      "hyperparameters": [
        "n_epochs": automatic(epochs), "batch_size": automatic(batchSize),
        "learning_rate_multiplier": learningRateMultiplier.map(JSONValue.number) ?? "auto",
      ],
      "seed": .integer(settings.seed ?? Self.defaultSeed), "estimated_finish": nil,
      "integrations": [], "user_provided_suffix": .init(settings.suffix),
      "method": ["type": "supervised"], "metadata": nil,
    ]
  }

  /// The seed of a job that asks for none, so that it can be run again to the same bits.
  static let defaultSeed = 42

  private var hyperparameters: JSONObject {
    var object: JSONObject = [
      "n_epochs": .integer(epochs ?? 4), "batch_size": .init(batchSize),
      "prompt_loss_weight": JSONValue(
        settings.promptLossWeight ?? chosen.promptLossWeight ?? Self.defaultPromptLossWeight),
      "learning_rate_multiplier": JSONValue(learningRateMultiplier),
    ]
    guard settings.computesClassificationMetrics else { return object }
    object.append("compute_classification_metrics", true)
    object.append("classification_n_classes", .init(settings.classificationClasses))
    object.append(
      "classification_positive_class", .init(settings.classificationPositiveClass))
    object.append(
      "classification_betas", .array(settings.classificationBetas.map(JSONValue.number)))
    return object
  }

  /// The weight of prompt tokens in the loss that the service uses unless told otherwise.
  static let defaultPromptLossWeight = 0.01

  private var epochs: Int? { settings.epochs ?? chosen.epochs }
  private var batchSize: Int? { settings.batchSize ?? chosen.batchSize }
  private var learningRateMultiplier: Double? {
    settings.learningRateMultiplier ?? chosen.learningRateMultiplier
  }

  private func automatic(_ number: Int?) -> JSONValue {
    number.map(JSONValue.integer) ?? "auto"
  }
}
