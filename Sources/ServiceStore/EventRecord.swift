// SPDX-License-Identifier: Apache-2.0

import GRDB
package import JSON

/// Something that happened to a job. Events are never changed, so a stream can replay them all.
package struct EventRecord: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
  package static let databaseTableName = "events"

  /// Grows with time; given by the database.
  package var id: Int?
  package var jobID: String
  /// Seconds since 1970.
  package var createdAt: Int
  package var level: String
  package var message: String

  package init(jobID: String, createdAt: Int, level: String = "info", message: String) {
    self.jobID = jobID
    self.createdAt = createdAt
    self.level = level
    self.message = message
  }

  /// The event object of `/fine-tunes`.
  package var json: JSONValue {
    [
      "object": "fine-tune-event", "created_at": .integer(createdAt), "level": .string(level),
      "message": .string(message),
    ]
  }

  /// The event object of `/fine_tuning/jobs`.
  package var fineTuningJSON: JSONValue {
    [
      "object": "fine_tuning.job.event", "id": .string("ftevent-\(id ?? 0)"),
      "created_at": .integer(createdAt), "level": .string(level == "warning" ? "warn" : level),
      "message": .string(message), "data": nil, "type": "message",
    ]
  }
}
