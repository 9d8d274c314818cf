// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JSON

/// `/fine_tuning/jobs`: the same jobs in the form of OpenAI's service since 2023, newest first.
struct FineTuningJobRoutes: Sendable {
  let desk: JobDesk

  var routes: [Route] {
    [
      Route(.get, "fine_tuning/jobs", list), Route(.post, "fine_tuning/jobs", create),
      Route(.get, "fine_tuning/jobs/*", get),
      Route(.post, "fine_tuning/jobs/*/cancel", cancel),
      Route(.get, "fine_tuning/jobs/*/events", events),
      Route(.get, "fine_tuning/jobs/*/checkpoints", checkpoints),
    ]
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    let jobs = Array(try await desk.store.jobs().reversed())
    let page = try Page(call, items: jobs, largest: 100, standard: 20) { $0.id }
    return .list(page.items.map(\.fineTuningJob), hasMore: page.hasMore)
  }

  @Sendable private func create(_ call: Call) async throws -> Response {
    var fields = try await call.fields()
    let request = try JobRequest(fineTuningJob: &fields)
    return .json(try await desk.create(request, kind: .fineTuningJob).fineTuningJob)
  }

  @Sendable private func get(_ call: Call) async throws -> Response {
    .json(try await desk.find(call.parameters[0]).fineTuningJob)
  }

  @Sendable private func cancel(_ call: Call) async throws -> Response {
    .json(try await desk.cancel(call.parameters[0]).fineTuningJob)
  }

  @Sendable private func events(_ call: Call) async throws -> Response {
    let job = try await desk.find(call.parameters[0])
    let events = Array(try await desk.store.events(of: job.id).reversed())
    let page = try Page(call, items: events, largest: 100, standard: 20) {
      "ftevent-\($0.id ?? 0)"
    }
    return .list(page.items.map(\.fineTuningJSON), hasMore: page.hasMore)
  }

  /// Only the finished model is offered, so there is none.
  @Sendable private func checkpoints(_ call: Call) async throws -> Response {
    _ = try await desk.find(call.parameters[0])
    return .list([], hasMore: false)
  }
}
