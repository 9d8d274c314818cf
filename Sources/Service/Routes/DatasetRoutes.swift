// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird
import JSON
import Records
import RuleEngine
import Workflows

/// `/assay/files/ID/...`: what the page adds to OpenAI's files, findings and their repair.
struct DatasetRoutes: RouteSet {
  let store: Store
  let inspector: FileInspector

  func add(to group: Group) {
    group.get("assay/files/:id/findings", use: findings)
    group.post("assay/files/:id/fix", use: fix)
  }

  /// The document of `assay lint --format json` about a file, read by the columns that are asked for;
  /// `sample` and `seed` ask for random rows to read.
  @Sendable private func findings(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    let file = try await find(context)
    return .json(
      try await inspector.document(
        store.folder.path(of: file), file, options: try Self.options(request, file),
        sample: try Self.sample(request)))
  }

  private static func sample(_ request: Request) throws(APIError) -> (rows: Int, seed: UInt64)? {
    let query = try request.query()
    guard let text = query["sample"] else { return nil }
    guard let rows = Int(text), mostSampledRows.contains(rows) else {
      throw .invalid(
        "Invalid 'sample': expected a number from \(mostSampledRows.lowerBound) to"
          + " \(mostSampledRows.upperBound).", param: "sample")
    }
    return (rows, query["seed"].flatMap { UInt64($0) } ?? 0)
  }

  private static let mostSampledRows = 1...1000

  /// Repairs a file with all safe fixes. The result is one new file to train on, or two for a
  /// classification: training and validation.
  @Sendable private func fix(_ request: Request, _ context: APIContext) async throws -> Response {
    let file = try await find(context)
    let repaired = RepairedFiles(of: file, in: store.folder)
    let wish = repaired.request(try Self.options(request, file))
    let result: FixResult
    do throws(AssayError) {
      result = try await Offload.run { () throws(AssayError) in try Fixing.run(wish) }
    } catch {
      throw FileInspector.unreadable(error, file)
    }
    let files = repaired.records(result)
    for (record, upload) in files { try await store.add(record, from: upload) }
    return .json([
      "object": "list", "data": .array(files.map(\.record.json)),
      "applied": .array(
        result.outcome.applied.map { .string("\($0.finding.code) \($0.step.title)") }),
      "left": .array(result.left.map { .string("\($0.code) \($0.message)") }),
      "rows_in": .integer(result.report.rowsIn), "rows_out": .integer(result.report.rowsOut),
    ])
  }

  private static func options(
    _ request: Request, _ file: FileRecord
  ) throws(APIError) -> CheckOptions {
    let query = try request.query()
    func name(_ key: String) -> String? { query[key].flatMap { $0.isEmpty ? nil : $0 } }
    var options = FileInspector.options(for: file)
    options.promptColumn = name("prompt_column")
    options.completionColumn = name("completion_column")
    options.promptTemplate = name("prompt_template")
    return options
  }

  private func find(_ context: APIContext) async throws -> FileRecord {
    let id = try context.parameter("id")
    guard let file = try await store.seen(by: context.client.visible).file(id) else {
      throw APIError.notFound("No such File object: \(id)", param: "id", code: "file_not_found")
    }
    guard file.purpose != "fine-tune-results" else {
      throw APIError.invalid("A results file is no dataset.", param: "id")
    }
    return file
  }
}
