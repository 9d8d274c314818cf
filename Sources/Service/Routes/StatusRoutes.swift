// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JSON
import ServiceStore

/// `/health` and `/metrics`, for those who watch the service.
struct StatusRoutes: RouteSet {
  let store: Store
  let metrics: ServiceMetrics
  let engine: InferenceEngine

  func add(to group: Group) {
    group.get("health", use: health)
    group.get("metrics", use: prometheus)
  }

  /// Healthy is who can read the store.
  @Sendable private func health(_ request: Request, _ context: APIContext) async throws -> Response
  {
    _ = try await store.pendingJobs()
    return .json(["status": "ok"])
  }

  @Sendable private func prometheus(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    let text = metrics.text(gauges: [
      ("assay_jobs_pending", "Jobs that wait.", try await store.pendingJobs().count),
      ("assay_jobs_running", "Jobs that are worked on.", try await store.runningJobs().count),
      ("assay_completions_queued", "Requests that wait for a model.", engine.queuedRequests),
      ("assay_models_loaded", "Models held in memory.", engine.loadedModels),
    ])
    return .text(text, type: "text/plain; version=0.0.4; charset=utf-8")
  }
}
