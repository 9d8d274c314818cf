// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird
import JSON
import Platform
import ServiceStore

/// `/files`: uploads, what is known of them, their content.
struct FileRoutes: RouteSet {
  let store: Store
  let inspector: FileInspector

  func add(to group: Group) {
    group.get("files", use: list)
    group.post("files", use: create)
    group.get("files/:id", use: get)
    group.delete("files/:id", use: delete)
    group.get("files/:id/content", use: content)
  }

  @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let files = try await store.seen(by: context.client.visible).files(
      purpose: request.query()["purpose"])
    let page = try Page(request.query(), items: files, largest: 10_000, standard: 10_000) { $0.id }
    return .list(page.items.map(\.json), hasMore: page.hasMore)
  }

  @Sendable private func get(_ request: Request, _ context: APIContext) async throws -> Response {
    .json(try await find(context).json)
  }

  @Sendable private func delete(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let file = try await find(context)
    guard try await !store.isInUse(file: file.id) else {
      throw APIError.invalid(
        "File '\(file.id)' is used by a fine-tune that is not over. Cancel that job first.")
    }
    try await store.deleteFile(file.id)
    return .json(["id": .string(file.id), "object": "file", "deleted": true])
  }

  @Sendable private func content(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let file = try await find(context)
    return try FileResponse.make(path: store.folder.path(of: file), name: file.filename)
  }

  @Sendable private func create(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let id = Identifier.mint(.file)
    let limit = context.limits.uploadBytes
    var upload = try Upload(
      contentType: request.headers[.contentType], path: store.folder.upload(id),
      limit: limit)
    // The form around the file is small; what is over that is the file's.
    try await request.readBody(limit: limit + (1 << 16)) { chunk throws(APIError) in
      try upload.feed(chunk.readableBytesView)
    }
    let (file, filename, purpose) = try upload.finish()
    var record = FileRecord(
      id: id, purpose: purpose, filename: filename, bytes: file.byteCount,
      createdAt: WallClock.now, organization: context.client.organization)
    guard FileInspector.purposes.contains(purpose) || purpose == FileInspector.labelsPurpose else {
      throw APIError.invalid(
        "Invalid 'purpose': '\(purpose)'. Expected 'fine-tune' for a file to train on, 'dataset' for"
          + " one to look at and repair, or 'labels' for a map of labels to numbers.",
        param: "purpose")
    }
    record.findings = try await inspector.inspect(file.path, record)
    try await store.add(record, from: file.path)
    file.keep()
    return .json(record.json)
  }

  /// A file, or 404: the command line of 2023 asks so for local paths, to see whether they are ids.
  private func find(_ context: APIContext) async throws -> FileRecord {
    let id = try context.parameter("id")
    guard let file = try await store.seen(by: context.client.visible).file(id) else {
      throw APIError.notFound("No such File object: \(id)", param: "id", code: "file_not_found")
    }
    return file
  }
}
