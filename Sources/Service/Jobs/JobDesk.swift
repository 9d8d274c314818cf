// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON
import Platform
package import ServiceStore
import Workflows

/// Takes in, shows, cancels and deletes jobs. The server and `assay jobs` go through it alike; the
/// work itself is done by a `JobRunner`, which looks at the same store.
package struct JobDesk: Sendable {
  package private(set) var store: Store
  package private(set) var configuration: ServiceConfiguration

  package init(store: Store, configuration: ServiceConfiguration) {
    self.store = store
    self.configuration = configuration
  }

  /// The desk as a client sees it.
  func seen(by client: Client) -> JobDesk {
    var desk = self
    desk.store = store.seen(by: client.visible)
    desk.configuration.organization = client.organization
    return desk
  }

  /// Checks what is asked for and puts it in the queue.
  /// - Throws: `APIError` 400 or 404 that names the wrong field.
  package func create(
    _ request: JobRequest, kind: Identifier.Kind = .fineTune
  ) async throws -> JobRecord {
    var settings = try request.checkedSettings()
    try await checkFile(request.trainingFile, param: "training_file")
    if let file = request.validationFile {
      try await checkFile(file, param: "validation_file")
      guard file != request.trainingFile else {
        throw APIError.invalid(
          "The training file and the validation file are the same. Hold some rows back for"
            + " validation.", param: "validation_file")
      }
    }
    if let file = settings.labelsFile {
      try await checkFile(file, param: "labels_file", purpose: FileInspector.labelsPurpose)
    }
    guard let source = try await library.source(of: request.model) else {
      throw library.missing(request.model)
    }
    if case .preset(let shape) = source { settings.randomShape = shape }
    let warnings = try await warnings(request)
    return try await store.enqueue(
      JobRecord(
        id: Identifier.mint(kind), model: request.model, createdAt: WallClock.now,
        settings: settings, organization: configuration.owner,
        trainingFile: request.trainingFile, validationFile: request.validationFile),
      warnings: warnings)
  }

  /// Marks a job as cancelled; its runner stops the worker when it sees that.
  /// - Throws: `APIError` 404 when there is no such job, 400 when it is over already.
  package func cancel(_ id: String) async throws -> JobRecord {
    let job = try await find(id)
    let cancelled = try await store.change(
      id, from: [.pending, .running], events: ["Fine-tune cancelled"]
    ) { $0.status = .cancelled }
    guard let cancelled else {
      throw APIError.invalid(
        "Job \(id) has status \(job.status.rawValue): it is over and cannot be cancelled.")
    }
    return cancelled
  }

  /// Forgets a job that is over. Its model and results file stay.
  /// - Throws: `APIError` 404 when there is no such job, 400 when it is not over.
  package func delete(_ id: String) async throws {
    let job = try await find(id)
    guard job.status.isFinal else {
      throw APIError.invalid(
        "Job \(id) has status \(job.status.rawValue). Cancel it before you delete it.")
    }
    guard try await store.deleteJob(id) else { throw Self.noJob(id) }
  }

  /// One job.
  /// - Throws: `APIError` 404 when there is no such job.
  package func find(_ id: String) async throws -> JobRecord {
    guard let job = try await store.job(id) else { throw Self.noJob(id) }
    return job
  }

  /// The job object of `/fine-tunes`, with whole file objects; `events` only where asked for.
  package func json(
    _ job: JobRecord, withEvents: Bool = true
  ) async throws(AssayError) -> JSONValue {
    let files = try await (
      store.files([job.trainingFile]), store.files([job.validationFile].compactMap { $0 }),
      store.files([job.resultFile].compactMap { $0 })
    )
    var object = job.fineTune(training: files.0, validation: files.1, results: files.2)
    if withEvents {
      object.append("events", .array(try await store.events(of: job.id).map(\.json)))
    }
    return .object(object)
  }

  /// What stands behind the names of models.
  package var library: ModelLibrary {
    ModelLibrary(store: store, configuration: configuration)
  }

  private func warnings(_ request: JobRequest) async throws(AssayError) -> [String] {
    let files = try await store.files([request.trainingFile, request.validationFile ?? ""])
    guard files.count == 2 else { return [] }
    let named = files.map { DataFile(name: $0.filename, at: store.folder.path(of: $0)) }
    let options = FileInspector.options(for: files[1])
    return try await Offload.run { () throws(AssayError) in
      try SharedPrompts.warnings(training: named[0], validation: named[1], options: options)
    }
  }

  private func checkFile(
    _ id: String, param: String, purpose: String = FileInspector.trainingPurpose
  ) async throws {
    guard let file = try await store.file(id) else {
      throw APIError.invalid(
        "File '\(id)' does not exist. Upload it first with purpose '\(purpose)' and give its id"
          + " as '\(param)'.", param: param, code: "file_not_found")
    }
    guard file.purpose == purpose else {
      throw APIError.invalid(
        "File '\(id)' has purpose '\(file.purpose)'; '\(param)' needs one with purpose"
          + " '\(purpose)'.", param: param)
    }
    // What a repair made has been through no inspection.
    guard file.findings == nil else { return }
    _ = try await FileInspector().inspect(store.folder.path(of: file), file)
  }

  private static func noJob(_ id: String) -> APIError {
    .notFound("No fine-tune job: \(id)", param: "fine_tune_id", code: "fine_tune_not_found")
  }
}
