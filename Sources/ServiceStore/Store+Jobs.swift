// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import GRDB
import Platform

extension Store {
  /// All jobs, oldest first.
  package func jobs() async throws(AssayError) -> [JobRecord] {
    try await all(JobRecord.self)
  }

  /// One job; nil when there is none of that name.
  package func job(_ id: String) async throws(AssayError) -> JobRecord? {
    try await find(JobRecord.self, id)
  }

  /// Puts a job at the end of the queue, with the events that say so.
  /// - Parameter warnings: what is to be said of it besides.
  package func enqueue(
    _ job: JobRecord, warnings: [String] = []
  ) async throws(AssayError) -> JobRecord {
    try await write { database in
      var job = job
      let ahead =
        try JobRecord
        .filter(["pending", "running"].contains(Column("status"))).fetchCount(database)
      job.toldPosition = ahead
      try job.insert(database)
      for message in [
        "Created fine-tune: \(job.id)", "Fine-tune costs $0.00",
        "Fine-tune enqueued. Queue number: \(ahead)",
      ] {
        try EventRecord(jobID: job.id, createdAt: job.createdAt, message: message)
          .insert(database)
      }
      for warning in warnings {
        try EventRecord(
          jobID: job.id, createdAt: job.createdAt, level: "warning", message: warning
        ).insert(database)
      }
      return job
    }
  }

  /// Jobs that wait, in the order in which they will run.
  package func pendingJobs() async throws(AssayError) -> [JobRecord] {
    try await jobs(in: .pending)
  }

  /// Jobs that are being worked on, or were when their runner died.
  package func runningJobs() async throws(AssayError) -> [JobRecord] {
    try await jobs(in: .running)
  }

  /// Changes a job if it stands where expected, and tells of it. The whole is one transaction, so
  /// a cancelled job never becomes a succeeded one.
  /// - Returns: the changed job; nil when it is gone or stands elsewhere.
  @discardableResult
  package func change(
    _ id: String, from expected: Set<JobStatus>, events: [String] = [], level: String = "info",
    body: @escaping @Sendable (inout JobRecord) -> Void
  ) async throws(AssayError) -> JobRecord? {
    try await write { database in
      guard var job = try JobRecord.fetchOne(database, key: id), expected.contains(job.status)
      else { return nil }
      let now = WallClock.now
      body(&job)
      job.updatedAt = now
      if job.status.isFinal && job.finishedAt == nil { job.finishedAt = now }
      try job.update(database)
      for message in events {
        try EventRecord(jobID: id, createdAt: now, level: level, message: message)
          .insert(database)
      }
      return job
    }
  }

  /// Adds an event.
  package func tell(
    _ id: String, _ message: String, level: String = "info"
  ) async throws(AssayError) {
    try await write { database in
      guard try JobRecord.exists(database, key: id) else { return }
      try EventRecord(jobID: id, createdAt: WallClock.now, level: level, message: message)
        .insert(database)
    }
  }

  /// The events of a job after one of them, oldest first.
  package func events(
    of id: String, after event: Int = 0
  ) async throws(AssayError) -> [EventRecord] {
    try await read { database in
      try EventRecord.filter(Column("jobID") == id && Column("id") > event)
        .order(Column("id")).fetchAll(database)
    }
  }

  /// Forgets a job and its events; false when there was none.
  package func deleteJob(_ id: String) async throws(AssayError) -> Bool {
    try await write { try JobRecord.deleteOne($0, key: id) }
  }

  private func jobs(in status: JobStatus) async throws(AssayError) -> [JobRecord] {
    try await read { database in
      try JobRecord.filter(Column("status") == status.rawValue)
        .order(Column.rowID).fetchAll(database)
    }
  }
}
