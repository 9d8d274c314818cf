// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JSON
import ServiceStore

/// `/fine-tunes`: jobs as OpenAI's service of 2021 to 2023 had them.
struct FineTuneRoutes: RouteSet {
  let desk: JobDesk

  func add(to group: Group) {
    group.get("fine-tunes", use: list)
    group.post("fine-tunes", use: create)
    group.get("fine-tunes/:id", use: get)
    group.delete("fine-tunes/:id", use: delete)
    group.post("fine-tunes/:id/cancel", use: cancel)
    group.get("fine-tunes/:id/events", use: events)
  }

  @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let desk = desk.seen(by: context.client)
    var objects: [JSONValue] = []
    for job in try await desk.store.jobs() {
      objects.append(try await desk.json(job, withEvents: false))
    }
    return .list(objects)
  }

  @Sendable private func create(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let desk = desk.seen(by: context.client)
    var fields = try await request.fields(context)
    let job = try await desk.create(try JobRequest(fineTune: &fields))
    return .json(try await desk.json(job))
  }

  @Sendable private func get(_ request: Request, _ context: APIContext) async throws -> Response {
    let desk = desk.seen(by: context.client)
    return .json(try await desk.json(try await desk.find(context.parameter("id"))))
  }

  @Sendable private func cancel(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let desk = desk.seen(by: context.client)
    return .json(try await desk.json(try await desk.cancel(context.parameter("id"))))
  }

  @Sendable private func delete(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let desk = desk.seen(by: context.client)
    let id = try context.parameter("id")
    try await desk.delete(id)
    return .json(["id": .string(id), "object": "fine-tune", "deleted": true])
  }

  @Sendable private func events(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let desk = desk.seen(by: context.client)
    let job = try await desk.find(context.parameter("id"))
    guard try ["true", "1"].contains(request.query()["stream"]?.lowercased() ?? "") else {
      return .list(try await desk.store.events(of: job.id).map(\.json))
    }
    let stream = EventStream(
      store: desk.store, jobID: job.id, keepAliveSeconds: context.limits.keepAliveSeconds)
    return .events { writer in try await stream.write(to: &writer) }
  }
}
