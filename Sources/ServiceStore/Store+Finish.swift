// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import GRDB
import ModelStore
import Platform
import Training
package import Workflows

extension Store {
  /// The model of a job and the job's end, in one transaction; nothing where the job no longer runs.
  /// - Parameter record: what the run says of itself.
  package func finish(
    _ job: JobRecord, results: FileRecord, record: TrainingRecord
  ) async throws(AssayError) {
    let now = WallClock.now
    let owner = job.organization
    try await write { database in
      guard var job = try JobRecord.fetchOne(database, key: job.id), job.status == .running
      else { return }
      let name = try Self.freeName(for: job, at: now, in: database)
      try FineTunedModel(
        id: name, base: job.model, folder: job.id, jobID: job.id, createdAt: now, owner: owner
      ).insert(database)
      job.status = .succeeded
      job.fineTunedModel = name
      job.resultFile = results.id
      job.used = record.settings
      job.trainedTokens = record.figures.elapsedTokens
      job.updatedAt = now
      job.finishedAt = now
      try job.update(database)
      for message in [
        "Uploaded model: \(name)", "Uploaded result file: \(results.id)", "Fine-tune succeeded",
      ] {
        try EventRecord(jobID: job.id, createdAt: now, message: message).insert(database)
      }
    }
  }

  /// The name of a job's model. Two models of one second differ by the next free second.
  private static func freeName(for job: JobRecord, at now: Int, in database: Database) throws
    -> String
  {
    var seconds = now
    while true {
      let name = FineTunedName.make(
        base: job.model, organization: job.organization, suffix: job.settings.suffix, at: seconds)
      if try !FineTunedModel.exists(database, key: name) { return name }
      seconds += 1
    }
  }
}
