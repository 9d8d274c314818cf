// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Training

/// A fine-tune job as the database knows it.
package struct JobRecord: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
  package static let databaseTableName = "jobs"

  /// `ft-` or `ftjob-` and 24 letters, by the route that made it.
  package var id: String
  /// The base model as the client named it.
  package var model: String
  /// Seconds since 1970.
  package var createdAt: Int
  package var updatedAt: Int
  package var startedAt: Int?
  package var finishedAt: Int?
  package var status: JobStatus
  /// What was asked for.
  package var settings: JobSettings
  /// What the run is made with, whoever chose it; empty until it has started.
  package var used = Hyperparameters()
  package var organization: String
  package var trainingFile: String
  package var validationFile: String?
  package var resultFile: String?
  package var fineTunedModel: String?
  /// Tokens that the finished run saw: those of the file, once for each epoch.
  package var trainedTokens: Int?
  /// Why it failed.
  package var failure: String?
  /// The last position in the queue that an event told of.
  package var toldPosition: Int?
  /// The epochs that events told of. The log of steps cannot say: a worker without a checkpoint
  /// begins it anew.
  package var toldEpochs = 0
  /// How often a worker was started; a job that kills each of its workers is given up.
  package var attempts = 0

  package init(
    id: String, model: String, createdAt: Int, settings: JobSettings, organization: String,
    trainingFile: String, validationFile: String?
  ) {
    self.id = id
    self.model = model
    self.createdAt = createdAt
    self.updatedAt = createdAt
    self.status = .pending
    self.settings = settings
    self.organization = organization
    self.trainingFile = trainingFile
    self.validationFile = validationFile
  }
}
