// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JSON
import ModelStore
import Platform
import ServiceStore

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
    // The page offers shapes to train from too; clients take what is listed for what answers.
    let isForTraining = try request.query()["purpose"] == "fine-tune"
    return .list(try await objects(context, withShapes: isForTraining))
  }

  @Sendable private func get(_ request: Request, _ context: APIContext) async throws -> Response {
    .json(try await find(context.parameter("name"), context))
  }

  @Sendable private func delete(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let name = try context.parameter("name")
    guard let record = try await store.seen(by: context.client.visible).deleteModel(name) else {
      guard try await library.seen(by: context.client).source(of: name) == nil else {
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
    if let object = try await objects(context).first(where: { $0["id"]?.string == name }) {
      return object
    }
    _ = try await library.seen(by: context.client).folder(of: name)
    // Not listed, but it answers: one of the many names of a base.
    guard let base = OpenAIModelName.base(of: name) else { throw APIError.noModel(name) }
    return Self.base(name, root: base)
  }

  /// The models that can answer: those with weights.
  /// - Parameter withShapes: those without, which can only be trained, too.
  private func objects(_ context: APIContext, withShapes: Bool = false) async throws -> [JSONValue]
  {
    var bases: [JSONValue] = []
    let tuned = try await store.seen(by: context.client.visible).models()
    let folders = Set(try await store.seen(by: nil).models().map(\.folder))
    for name in try library.baseNames() where !folders.contains(name) {
      switch try await library.source(of: name) {
      case .directory: break
      case .preset where withShapes: break
      case .preset, nil: continue
      }
      bases.append(Self.base(name, root: name))
    }
    return bases + tuned.map(\.json)
  }

  private static func base(_ name: String, root: String) -> JSONValue {
    FineTunedModel.json(id: name, created: baseCreated, owner: "assay", root: root, parent: nil)
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
