// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Decisions
import Fixes
import Hummingbird
import JSON
import Records
import RuleEngine
import ServiceStore
import Tables
import Workflows

/// `/assay/files/ID/...`: what the page adds to OpenAI's files: their first rows, findings and repair.
struct DatasetRoutes: RouteSet {
  let store: Store
  let inspector: FileInspector

  func add(to group: Group) {
    group.get("assay/files/:id/preview", use: preview)
    group.get("assay/files/:id/findings", use: findings)
    group.get("assay/files/:id/review", use: review)
    group.post("assay/files/:id/fix", use: fix)
  }

  /// What can be chosen about how the file is read, and its first rows as they are then.
  @Sendable private func preview(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    let file = try await find(context)
    let options = try Self.options(request, file)
    let data = DataFile(name: file.filename, at: store.folder.path(of: file))
    do throws(AssayError) {
      let found = try await Offload.run { () throws(AssayError) in try FilePreview(data, options) }
      return .json(found.json)
    } catch {
      throw FileInspector.unreadable(error, file)
    }
  }

  /// The document of `assay lint --format json` about a file, read by the columns that are asked for;
  /// `sample` and `seed` ask for random rows to read, `excerpts` for the texts of so many rows of each
  /// finding.
  @Sendable private func findings(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    let file = try await find(context)
    return .json(
      try await inspector.document(
        store.folder.path(of: file), file, options: try Self.options(request, file),
        sample: try Self.sample(request),
        excerpts: try request.query().integer("excerpts", in: 0...100, default: 0)))
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

  /// Repairs a file with all safe fixes, or with those of the rules that `fix` names. The result is one
  /// new file to train on, or two for a classification: training and validation. With `preview=N`
  /// nothing is written, and the changes of the first N rows are shown. The body may hold `decisions` of
  /// a person about rows, which are made first; with `number_classes` there is a map of labels too.
  @Sendable private func fix(_ request: Request, _ context: APIContext) async throws -> Response {
    let file = try await find(context)
    let repaired = RepairedFiles(of: file, in: store.folder)
    let query = try request.query()
    let decisions = try await DecisionsBody(request, context, in: store.folder)
    defer { decisions?.remove() }
    var asked = repaired.request(try Self.options(request, file))
    if let codes = query["fix"] { asked.policy = Self.policy(codes) }
    if try query.flag("number_classes") { asked.policy.numbering = .byLabel }
    asked.decisions = decisions?.path
    let wish = asked
    let shown = try query.integer("preview", in: 0...1000, default: 0)
    if shown > 0 { return try await changes(wish, file, rows: shown) }
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
      "decisions": result.decisions.map {
        [
          "changed": .integer($0.changed), "dropped": .integer($0.dropped),
          "kept": .integer($0.kept),
        ]
      } ?? .null,
    ])
  }

  /// The fixes of the rules of these codes, whatever their grade: whoever names them wants them.
  private static func policy(_ codes: String) -> FixPolicy {
    let codes = codes.split(separator: ",").map(String.init)
    return codes.isEmpty
      ? FixPolicy(grades: []) : FixPolicy(grades: Set(FixGrade.allCases), codes: codes)
  }

  private func changes(
    _ wish: FixRequest, _ file: FileRecord, rows: Int
  ) async throws -> Response {
    do throws(AssayError) {
      let found = try await Offload.run { () throws(AssayError) in
        try FixPreview(wish, rows: rows)
      }
      return .json(found.json)
    } catch {
      throw FileInspector.unreadable(error, file)
    }
  }

  static func options(
    _ request: Request, _ file: FileRecord
  ) throws(APIError) -> CheckOptions {
    let query = try request.query()
    func name(_ key: String) -> String? { query[key].flatMap { $0.isEmpty ? nil : $0 } }
    var options = FileInspector.options(for: file)
    options.promptColumn = name("prompt_column")
    options.completionColumn = name("completion_column")
    options.promptTemplate = name("prompt_template")
    options.reading.sheet = name("sheet")
    options.reading.hasHeader = try !query.flag("no_header")
    if name("header_line") != nil {
      guard options.reading.hasHeader else {
        throw .invalid(
          "'header_line' and 'no_header' contradict each other.", param: "header_line")
      }
      options.reading.headerLine = try query.integer(
        "header_line", in: 1...1_000_000, default: 1)
    }
    if let encoding = name("encoding") {
      guard let known = TextEncoding(name: encoding) else {
        throw .invalid("Invalid 'encoding': '\(encoding)' is not known.", param: "encoding")
      }
      options.reading.encoding = known
    }
    return options
  }

  func find(_ context: APIContext) async throws -> FileRecord {
    let id = try context.parameter("id")
    guard let file = try await store.seen(by: context.client.visible).file(id) else {
      throw APIError.notFound("No such File object: \(id)", param: "id", code: "file_not_found")
    }
    guard FileInspector.purposes.contains(file.purpose) else {
      throw APIError.invalid(
        "A file with purpose '\(file.purpose)' is not a dataset.", param: "id")
    }
    return file
  }
}
