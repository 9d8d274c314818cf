// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import ServiceStore
import Workflows

extension JobDesk {
  /// What a job is to train, as far as that does not depend on where it runs.
  func trainingRequest(of job: JobRecord) async throws(AssayError) -> TrainingRequest {
    guard let source = try await library.source(of: job.model) else {
      throw AssayError("the base model '\(job.model)' is gone")
    }
    var request = TrainingRequest(
      trainingFile: try await path(job.trainingFile), model: source.argument)
    if let file = job.validationFile { request.validationFile = try await path(file) }
    if let file = job.settings.labelsFile { request.labels = try await path(file) }
    request.isVetted = true
    request.followsService = true
    request.hyperparameters = job.workerHyperparameters
    request.device = configuration.device
    request.classification = job.settings.classification
    return request
  }

  /// The same for what somebody asks for and has not started.
  func trainingRequest(_ request: JobRequest) async throws -> TrainingRequest {
    try await trainingRequest(
      of: JobRecord(
        id: "", model: request.model, createdAt: WallClock.now,
        settings: try request.checkedSettings(), organization: configuration.owner,
        trainingFile: request.trainingFile, validationFile: request.validationFile))
  }

  private func path(_ file: String) async throws(AssayError) -> String {
    guard let record = try await store.file(file) else {
      throw AssayError("the file '\(file)' was deleted")
    }
    return store.folder.path(of: record)
  }
}
