// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird
import JSON

/// `/assay/files/ID/...`: what the page adds to OpenAI's files, findings and their repair.
struct DatasetRoutes: RouteSet {
  let store: Store
  let inspector: FileInspector

  func add(to group: Group) {
    group.get("assay/files/:id/findings", use: findings)
    group.post("assay/files/:id/fix", use: fix)
  }

  /// The document of `assay lint --format json` about a file, read by the columns that are asked for.
  @Sendable private func findings(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    let file = try await find(context.parameter("id"))
    return .json(
      try await inspector.document(store.folder.path(of: file), file, try Self.columns(request)))
  }

  /// Repairs a file with all safe fixes. The result is one new file to train on, or two for a
  /// classification: training and validation.
  @Sendable private func fix(_ request: Request, _ context: APIContext) async throws -> Response {
    let file = try await find(context.parameter("id"))
    let repair = DatasetRepair(
      inspector: inspector, folder: store.folder, file: file, columns: try Self.columns(request))
    let result = try await repair.run()
    var objects: [JSONValue] = []
    for (record, upload) in result.files {
      try await store.add(record, from: upload)
      objects.append(record.json)
    }
    return .json([
      "object": "list", "data": .array(objects),
      "applied": .array(result.applied.map(JSONValue.string)),
      "rows_in": .integer(result.rowsIn), "rows_out": .integer(result.rowsOut),
    ])
  }

  private static func columns(
    _ request: Request
  ) throws(APIError) -> (prompt: String, completion: String) {
    let query = try request.query()
    func name(_ key: String, _ fallback: String) -> String {
      query[key].flatMap { $0.isEmpty ? nil : $0 } ?? fallback
    }
    return (name("prompt_column", "prompt"), name("completion_column", "completion"))
  }

  private func find(_ id: String) async throws -> FileRecord {
    guard let file = try await store.file(id) else {
      throw APIError.notFound("No such File object: \(id)", param: "id", code: "file_not_found")
    }
    guard file.purpose != "fine-tune-results" else {
      throw APIError.invalid("A results file is no dataset.", param: "id")
    }
    return file
  }
}
