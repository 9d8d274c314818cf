// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JSON
import Platform

/// `/models` and the older `/engines`.
struct ModelRoutes: RouteSet {
  let store: Store
  let library: ModelLibrary
  let engine: InferenceEngine

  func add(to group: Group) {
    group.get("models", use: list)
    group.get("models/:name", use: get)
    group.delete("models/:name", use: delete)
    group.get("engines", use: listEngines)
    group.get("engines/:name", use: getEngine)
  }

  @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
    .list(try await objects(context))
  }

  @Sendable private func get(_ request: Request, _ context: APIContext) async throws -> Response {
    .json(try await find(context.parameter("name"), context))
  }

  @Sendable private func delete(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let name = try context.parameter("name")
    guard let record = try await store.seen(by: context.client.visible).deleteModel(name) else {
      guard try await library.source(of: name) == nil else {
        throw APIError(
          status: 403, "The model '\(name)' is not a fine-tuned one and cannot be deleted.",
          param: "model")
      }
      throw APIError.noModel(name)
    }
    let folder = "\(store.folder.models)/\(record.folder)"
    await engine.forget(.directory(folder))
    Files.remove(folder)
    return .json(["id": .string(name), "object": "model", "deleted": true])
  }

  @Sendable private func listEngines(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    .list(try await objects(context).map(Self.engine))
  }

  @Sendable private func getEngine(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    .json(Self.engine(try await find(context.parameter("name"), context)))
  }

  private func find(_ name: String, _ context: APIContext) async throws -> JSONValue {
    guard let object = try await objects(context).first(where: { $0["id"]?.string == name }) else {
      throw APIError.noModel(name)
    }
    return object
  }

  private func objects(_ context: APIContext) async throws -> [JSONValue] {
    let bases = library.baseNames.map { base in
      ModelRecord.json(
        id: base.name, created: Self.baseCreated, owner: "assay", root: base.name, parent: nil)
    }
    return bases + (try await store.seen(by: context.client.visible).models().map(\.json))
  }

  private static func engine(_ model: JSONValue) -> JSONValue {
    [
      "id": model["id"] ?? nil, "object": "engine", "owner": model["owned_by"] ?? nil,
      "ready": true, "permissions": nil, "created": nil,
    ]
  }

  /// Base models have no time of making; clients want a number.
  private static let baseCreated = 1_550_102_400
}
