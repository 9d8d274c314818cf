// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import ServiceStore

extension AssayServer {
  /// Hummingbird's router with everything that the service answers.
  func makeRouter() -> Router<APIContext> {
    let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
    let metrics = ServiceMetrics()
    let sets = routeSets(metrics)
    router.add(middleware: AnswerLog(metrics: metrics, organization: configuration.owner, log: log))
    router.add(middleware: CrossOrigin(allowed: configuration.allowedOrigins))
    router.add(
      middleware: ErrorAnswers(limits: configuration.limits, methods: MethodTable(sets)))
    router.add(middleware: KeyCheck(configuration))
    let groups = [router.group(), router.group("v1")]
    for set in sets {
      for group in groups { set.add(to: group) }
    }
    return router
  }

  private func routeSets(_ metrics: ServiceMetrics) -> [any RouteSet] {
    let desk = JobDesk(store: store, configuration: configuration)
    let engine = InferenceEngine(
      limits: configuration.limits, device: configuration.device, log: log)
    let library = desk.library
    return [
      FileRoutes(store: store, inspector: inspector),
      FineTuneRoutes(desk: desk),
      FineTuningJobRoutes(desk: desk),
      ModelRoutes(store: store, library: library, engine: engine),
      CompletionRoutes(library: library, engine: engine, metrics: metrics),
      ChatRoutes(library: library, engine: engine, metrics: metrics),
      EmbeddingRoutes(library: library, engine: engine, metrics: metrics),
      ClassificationRoutes(library: library, engine: engine, metrics: metrics),
      TokenRoutes(library: library, engine: engine),
      DatasetRoutes(store: store, inspector: inspector),
      ProgressRoutes(desk: desk),
      ForecastRoutes(desk: desk),
      ReportRoutes(desk: desk, engine: engine),
      WebPageRoutes(),
      StatusRoutes(store: store, metrics: metrics, engine: engine),
    ]
  }
}
