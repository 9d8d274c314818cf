// SPDX-License-Identifier: Apache-2.0

import AssayCore
import HTTPTypes
import Hummingbird

/// Answers every request: checks who asks, finds the route, turns errors into error objects, counts
/// and logs.
struct APIResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let routes: [Route]
  let keys: KeyCheck
  let limits: ServiceLimits
  let metrics: ServiceMetrics
  let organization: String
  /// Takes a line of the request log.
  let log: @Sendable (String) -> Void

  /// Answered without a key: a health check has none, and the page asks its user for it.
  private static let open: Set<String> = ["/", "/health"]

  func respond(to request: Request, context: Context) async throws -> Response {
    let started = ContinuousClock.now
    var route: String?
    let body = BodyReader(request, limits: limits)
    var response: Response
    do {
      response = try await answer(request, body, route: &route)
    } catch {
      response = await refuse(Self.apiError(error), body)
    }
    let seconds = started.duration(to: .now) / .seconds(1)
    response.headers[Self.processing] = String(Int(seconds * 1000))
    response.headers[Self.organizationName] = organization
    response.headers[Self.requestID] = "req-\(UInt64.random(in: 0 ... .max))"
    metrics.count(
      method: request.method.rawValue, route: route ?? "other", status: response.status.code,
      seconds: seconds)
    log(
      "\(request.method.rawValue) \(request.uri.path) \(response.status.code)"
        + " \(Int(seconds * 1_000_000) / 1000) ms")
    return response
  }

  private func answer(
    _ request: Request, _ body: BodyReader, route name: inout String?
  ) async throws -> Response {
    try keys.admit(
      host: request.head.authority ?? request.headers[.init("Host")!],
      origin: request.headers[.origin])
    let target = request.uri.string
    let segments = try PathSegments.parse(target)
    let matches = routes.compactMap { route in
      route.parameters(in: segments).map { (route: route, parameters: $0) }
    }
    guard let match = matches.first(where: { $0.route.method == request.method }) else {
      try keys.admit(authorization: request.headers[.authorization])
      throw Self.noRoute(request, allowed: matches.map(\.route.method.rawValue))
    }
    name = match.route.name
    if !Self.open.contains(match.route.name) {
      try keys.admit(authorization: request.headers[.authorization])
    }
    let call = Call(
      request: request, body: body, parameters: match.parameters,
      query: try PathSegments.query(target), limits: limits)
    return try await match.route.handler(call)
  }

  private static func noRoute(_ request: Request, allowed: [String]) -> APIError {
    let place = "\(request.method.rawValue) \(request.uri.path)"
    guard !allowed.isEmpty else {
      return .notFound("Invalid URL (\(place))", code: "unknown_url")
    }
    return APIError(
      status: 405, "Not allowed to \(place); this path takes \(allowed.joined(separator: ", ")).")
  }

  /// Reads away what the client is still sending, so that it gets to see the answer, and hangs up on
  /// one that sends on and on.
  private func refuse(_ error: APIError, _ body: BodyReader) async -> Response {
    var response = Response.failure(error)
    guard await !body.discard(limit: Self.discardedBytes) else { return response }
    let answer = response.body
    response.headers[.connection] = "close"
    response.body = ResponseBody(contentLength: answer.contentLength) { writer in
      try await answer.write(writer)
      throw CancellationError()
    }
    return response
  }

  private static func apiError(_ error: any Error) -> APIError {
    switch error {
    case let error as APIError: error
    case let error as AssayError: .server("\(error)")
    default: .server("Unexpected fault: \(error)")
    }
  }

  private static let discardedBytes = 16 << 20
  private static let processing = HTTPField.Name("Openai-Processing-Ms")!
  private static let organizationName = HTTPField.Name("OpenAI-Organization")!
  private static let requestID = HTTPField.Name("X-Request-ID")!
}
