// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JSON
import ServiceStore

/// `/fine_tuning/jobs`: the same jobs in the form of OpenAI's service since 2023, newest first.
struct FineTuningJobRoutes: RouteSet {
  let desk: JobDesk

  func add(to group: Group) {
    group.get("fine_tuning/jobs", use: list)
    group.post("fine_tuning/jobs", use: create)
    group.get("fine_tuning/jobs/:id", use: get)
    group.post("fine_tuning/jobs/:id/cancel", use: cancel)
    group.get("fine_tuning/jobs/:id/events", use: events)
    group.get("fine_tuning/jobs/:id/checkpoints", use: checkpoints)
  }

  @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let desk = desk.seen(by: context.client)
    let jobs = Array(try await desk.store.jobs().reversed())
    let page = try Page(request.query(), items: jobs, largest: 100, standard: 20) { $0.id }
    return .list(page.items.map(\.fineTuningJob), hasMore: page.hasMore)
  }

  @Sendable private func create(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let desk = desk.seen(by: context.client)
    var fields = try await request.fields(context)
    let request = try JobRequest(fineTuningJob: &fields)
    return .json(try await desk.create(request, kind: .fineTuningJob).fineTuningJob)
  }

  @Sendable private func get(_ request: Request, _ context: APIContext) async throws -> Response {
    let desk = desk.seen(by: context.client)
    return .json(try await desk.find(context.parameter("id")).fineTuningJob)
  }

  @Sendable private func cancel(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let desk = desk.seen(by: context.client)
    return .json(try await desk.cancel(context.parameter("id")).fineTuningJob)
  }

  @Sendable private func events(_ request: Request, _ context: APIContext) async throws -> Response
  {
    let desk = desk.seen(by: context.client)
    let job = try await desk.find(context.parameter("id"))
    let events = Array(try await desk.store.events(of: job.id).reversed())
    let page = try Page(request.query(), items: events, largest: 100, standard: 20) {
      "ftevent-\($0.id ?? 0)"
    }
    return .list(page.items.map(\.fineTuningJSON), hasMore: page.hasMore)
  }

  /// Only the finished model is offered, so there is none.
  @Sendable private func checkpoints(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    let desk = desk.seen(by: context.client)
    _ = try await desk.find(context.parameter("id"))
    return .list([], hasMore: false)
  }
}
