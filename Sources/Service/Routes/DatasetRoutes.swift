// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird
import JSON

/// `/assay/files/ID/...`: what the page adds to OpenAI's files, findings and their repair.
struct DatasetRoutes: Sendable {
  let store: Store
  let inspector: FileInspector

  var routes: [Route] {
    [
      Route(.get, "assay/files/*/findings", findings), Route(.post, "assay/files/*/fix", fix),
    ]
  }

  /// The document of `assay lint --format json` about a file, read by the columns that are asked for.
  @Sendable private func findings(_ call: Call) async throws -> Response {
    let file = try await find(call.parameters[0])
    return .json(
      try await inspector.document(store.folder.path(of: file), file, Self.columns(call)))
  }

  /// Repairs a file with all safe fixes. The result is one new file to train on, or two for a
  /// classification: training and validation.
  @Sendable private func fix(_ call: Call) async throws -> Response {
    let file = try await find(call.parameters[0])
    let repair = DatasetRepair(
      inspector: inspector, folder: store.folder, file: file, columns: Self.columns(call))
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

  private static func columns(_ call: Call) -> (prompt: String, completion: String) {
    func name(_ key: String, _ fallback: String) -> String {
      call.query[key].flatMap { $0.isEmpty ? nil : $0 } ?? fallback
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
