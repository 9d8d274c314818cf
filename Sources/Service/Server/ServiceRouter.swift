// SPDX-License-Identifier: Apache-2.0

import Hummingbird

extension AssayServer {
  /// Hummingbird's router with everything that the service answers.
  func makeRouter() -> Router<APIContext> {
    let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
    let metrics = ServiceMetrics()
    router.add(middleware: AnswerLog(metrics: metrics, organization: configuration.owner, log: log))
    router.add(middleware: CrossOrigin(allowed: configuration.allowedOrigins))
    router.add(middleware: ErrorAnswers(limits: configuration.limits))
    router.add(middleware: KeyCheck(configuration))
    let groups = [router.group(), router.group("v1")]
    for set in routeSets(metrics) {
      for group in groups { set.add(to: group) }
    }
    Self.refuseOtherMethods(router)
    return router
  }

  private func routeSets(_ metrics: ServiceMetrics) -> [any RouteSet] {
    let desk = JobDesk(store: store, configuration: configuration)
    let engine = InferenceEngine(limits: configuration.limits, log: log)
    let library = desk.library
    return [
      FileRoutes(store: store, inspector: inspector),
      FineTuneRoutes(desk: desk),
      FineTuningJobRoutes(desk: desk),
      ModelRoutes(store: store, library: library, engine: engine),
      CompletionRoutes(library: library, engine: engine, metrics: metrics),
      EmbeddingRoutes(library: library, engine: engine, metrics: metrics),
      TokenRoutes(library: library, engine: engine),
      DatasetRoutes(store: store, inspector: inspector),
      ProgressRoutes(desk: desk),
      WebPageRoutes(),
      StatusRoutes(store: store, metrics: metrics, engine: engine),
    ]
  }

  /// A path that is there, but not for the method, says what it takes.
  private static func refuseOtherMethods(_ router: Router<APIContext>) {
    for (path, routes) in Dictionary(grouping: router.routes, by: \.path.description) {
      var taken = Set(routes.map(\.method))
      if taken.contains(.get) { taken.insert(.head) }
      let names = taken.map(\.rawValue).sorted()
      for method in methods.subtracting(taken) {
        router.on(RouterPath(path), method: method) { request, _ -> Response in
          throw APIError.notAllowed(
            method: request.method.rawValue, path: request.uri.path, allowed: names)
        }
      }
    }
  }

  /// Source: RFC 9110, section 9.1, and RFC 5789 for PATCH.
  private static let methods: Set<HTTPRequest.Method> = [
    .get, .head, .post, .put, .delete, .connect, .options, .trace, .patch,
  ]
}
