// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON
import Platform
package import ServiceStore

/// Fine-tune jobs for commands of this machine's user, with a server or without: it is the same
/// store, and a runner in the background works the queue off when no server does.
package struct LocalJobs: Sendable {
  private let desk: JobDesk
  private let inspector: FileInspector
  private var store: Store { desk.store }

  /// Opens a data folder.
  package init(folder: DataFolder, configuration: ServiceConfiguration) throws(AssayError) {
    desk = JobDesk(store: try Store(folder: folder), configuration: configuration)
    inspector = try FileInspector()
  }

  /// All jobs, oldest first, as job objects without events.
  package func list() async throws(AssayError) -> [JSONValue] {
    var objects: [JSONValue] = []
    for job in try await store.jobs() {
      objects.append(try await desk.json(job, withEvents: false))
    }
    return objects
  }

  /// A job object with its events.
  package func get(_ id: String) async throws(AssayError) -> JSONValue {
    try await Self.translating { try await desk.json(try await desk.find(id)) }
  }

  /// Puts a job in the queue. A file may be one of the store or one of the disk, which is then taken
  /// into the store as an upload is.
  /// - Returns: the job's identifier.
  package func create(_ request: JobRequest) async throws(AssayError) -> String {
    try await Self.translating {
      var request = request
      request.trainingFile = try await fileID(request.trainingFile)
      if let file = request.validationFile { request.validationFile = try await fileID(file) }
      return try await desk.create(request).id
    }
  }

  /// Ends a job that is not over.
  package func cancel(_ id: String) async throws(AssayError) -> JSONValue {
    try await Self.translating { try await desk.json(try await desk.cancel(id)) }
  }

  /// Forgets a job that is over.
  package func delete(_ id: String) async throws(AssayError) {
    try await Self.translating { try await desk.delete(id) }
  }

  /// Hands on the events of a job until it is over.
  /// - Returns: the job object at the end.
  package func follow(
    _ id: String, _ handle: @escaping (_ seconds: Int, _ message: String) -> Void
  ) async throws(AssayError) -> JSONValue {
    try await Self.translating {
      _ = try await desk.find(id)
      try await EventStream(store: store, jobID: id).follow { event in
        handle(event.createdAt, event.message)
      }
      return try await desk.json(try await desk.find(id))
    }
  }

  /// The results file of a job.
  package func results(_ id: String) async throws(AssayError) -> [UInt8] {
    try await Self.translating {
      let job = try await desk.find(id)
      guard let file = job.resultFile, let record = try await store.file(file) else {
        throw AssayError(
          "job \(id) has status \(job.status.rawValue) and no results",
          remedy: "Results come with the end of a job that succeeds")
      }
      return try Files.read(store.folder.path(of: record))
    }
  }

  /// Starts a runner in the background, which outlives this process and ends when the queue is
  /// empty. When a server or another runner has the queue already, it ends at once.
  /// - Parameter command: this program and the arguments that make it a runner.
  package func startRunner(_ command: [String]) throws(AssayError) {
    _ = try WorkerProcess(
      command: command, output: "\(store.folder.path)/runner.log", isDetached: true)
  }

  /// Works the queue off until it is empty or the task is cancelled.
  package func work(log: @escaping @Sendable (String) -> Void) async {
    await JobRunner(store: store, configuration: desk.configuration, log: log)
      .run(untilIdle: true)
  }

  private func fileID(_ name: String) async throws -> String {
    if Identifier.isValid(name, .file) { return name }
    let id = Identifier.mint(.file)
    let upload = try UploadFile(path: store.folder.upload(id))
    try upload.copy(name)
    var record = FileRecord(
      id: id, purpose: "fine-tune", filename: name, bytes: upload.byteCount,
      createdAt: WallClock.now, organization: desk.configuration.owner)
    record.findings = try await inspector.inspect(upload.path, record)
    try await store.add(record, from: upload.path)
    upload.keep()
    return id
  }

  /// The API's errors are for clients; a command's user gets the same words as an `AssayError`.
  private static func translating<Value>(
    _ body: () async throws -> Value
  ) async throws(AssayError) -> Value {
    do {
      return try await body()
    } catch let error as AssayError {
      throw error
    } catch let error as APIError {
      throw AssayError(
        error.message.hasSuffix(".") ? String(error.message.dropLast()) : error.message)
    } catch {
      throw AssayError("\(error)")
    }
  }
}
