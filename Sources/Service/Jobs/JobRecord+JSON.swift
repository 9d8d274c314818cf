// SPDX-License-Identifier: Apache-2.0

import JSON
import ServiceStore
import Training
import Workflows

extension JobRecord {
  /// The job object of `/fine-tunes` without its events.
  func fineTune(
    training: [FileRecord], validation: [FileRecord], results: [FileRecord]
  ) -> JSONObject {
    var object: JSONObject = [
      "id": .string(id), "object": "fine-tune", "model": .string(model),
      "created_at": .integer(createdAt), "updated_at": .integer(updatedAt),
      "status": .string(status.rawValue), "fine_tuned_model": .init(fineTunedModel),
      "hyperparams": .object(fineTuneHyperparameters), "organization_id": .string(organization),
      "training_files": .array(training.map(\.json)),
      "validation_files": .array(validation.map(\.json)),
      "result_files": .array(results.map(\.json)),
      "status_details": .init(failure), "from_scratch": fromScratch,
    ]
    appendLabels(to: &object)
    return object
  }

  /// OpenAI's objects know no map of labels; it is told where there is one.
  private func appendLabels(to object: inout JSONObject) {
    if let file = settings.labelsFile { object.append("labels_file", .string(file)) }
  }

  /// The job object of `/fine_tuning/jobs`: files are identifiers here.
  var fineTuningJob: JSONValue {
    let failure: JSONValue =
      failure.map {
        ["code": "job_failed", "message": .string($0), "param": nil]
      } ?? .null
    var object: JSONObject = [
      "id": .string(id), "object": "fine_tuning.job", "model": .string(model),
      "created_at": .integer(createdAt), "finished_at": .init(finishedAt),
      "status": .string(status.fineTuningName), "fine_tuned_model": .init(fineTunedModel),
      "organization_id": .string(organization), "training_file": .string(trainingFile),
      "validation_file": .init(validationFile),
      "result_files": .array([resultFile].compactMap { $0.map(JSONValue.string) }),
      "trained_tokens": .init(trainedTokens), "error": failure,
      "hyperparameters": .object(hyperparameters { _ in "auto" }),
      "seed": .integer(workerHyperparameters.seed ?? 0), "estimated_finish": nil,
      "integrations": [], "user_provided_suffix": .init(settings.suffix),
      "method": ["type": "supervised"], "metadata": nil, "from_scratch": fromScratch,
    ]
    appendLabels(to: &object)
    return .object(object)
  }

  /// Whether the base has no weights, of which OpenAI's objects know nothing.
  private var fromScratch: JSONValue { .bool(settings.randomShape != nil) }

  /// What a worker is told: what was asked for, and a seed and a weight of prompts where nothing
  /// was, so that a job can be run again to the same bits and learns as OpenAI's service did.
  var workerHyperparameters: Hyperparameters {
    var hyperparameters = settings.hyperparameters
    let usual = TrainingSettings()
    hyperparameters.seed = hyperparameters.seed ?? usual.seed
    hyperparameters.promptLossWeight = hyperparameters.promptLossWeight ?? usual.promptLossWeight
    return hyperparameters
  }

  /// The hyperparameters of a job object: what the run uses, and before it has started what was asked
  /// for.
  /// - Parameter open: stands for one that the run has yet to choose.
  private func hyperparameters(_ open: (APIField) -> JSONValue) -> JSONObject {
    var object = JSONObject()
    for declaration in HyperparameterTable.declarations {
      guard let field = declaration.api, !field.isTopLevel else { continue }
      let value = used[declaration] ?? settings.hyperparameters[declaration]
      object.append(field.name, value ?? open(field))
    }
    return object
  }

  /// Those of `/fine-tunes`, which tells of the figures of a classifier too.
  private var fineTuneHyperparameters: JSONObject {
    var object = hyperparameters(\.shownAtFirst)
    guard let classification = settings.classification else { return object }
    object.append("compute_classification_metrics", true)
    object.append("classification_n_classes", .init(classification.classCount))
    object.append("classification_positive_class", .init(classification.positiveClass))
    object.append("classification_betas", .array(classification.betas.map(JSONValue.number)))
    return object
  }
}
