// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JSON

/// `/fine-tunes`: jobs as OpenAI's service of 2021 to 2023 had them.
struct FineTuneRoutes: Sendable {
  let desk: JobDesk

  var routes: [Route] {
    [
      Route(.get, "fine-tunes", list), Route(.post, "fine-tunes", create),
      Route(.get, "fine-tunes/*", get), Route(.delete, "fine-tunes/*", delete),
      Route(.post, "fine-tunes/*/cancel", cancel), Route(.get, "fine-tunes/*/events", events),
    ]
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    var objects: [JSONValue] = []
    for job in try await desk.store.jobs() {
      objects.append(try await desk.json(job, withEvents: false))
    }
    return .list(objects)
  }

  @Sendable private func create(_ call: Call) async throws -> Response {
    var fields = try await call.fields()
    let job = try await desk.create(try JobRequest(fineTune: &fields))
    return .json(try await desk.json(job))
  }

  @Sendable private func get(_ call: Call) async throws -> Response {
    .json(try await desk.json(try await desk.find(call.parameters[0])))
  }

  @Sendable private func cancel(_ call: Call) async throws -> Response {
    .json(try await desk.json(try await desk.cancel(call.parameters[0])))
  }

  @Sendable private func delete(_ call: Call) async throws -> Response {
    let id = call.parameters[0]
    try await desk.delete(id)
    return .json(["id": .string(id), "object": "fine-tune", "deleted": true])
  }

  @Sendable private func events(_ call: Call) async throws -> Response {
    let job = try await desk.find(call.parameters[0])
    guard ["true", "1"].contains(call.query["stream"]?.lowercased() ?? "") else {
      return .list(try await desk.store.events(of: job.id).map(\.json))
    }
    let stream = EventStream(
      store: desk.store, jobID: job.id, keepAliveSeconds: call.limits.keepAliveSeconds)
    return .events { writer in try await stream.write(to: &writer) }
  }
}
