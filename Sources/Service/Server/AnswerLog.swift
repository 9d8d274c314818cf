// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// Measures, counts and logs every answer, and puts on it the headers that all answers have.
struct AnswerLog: RouterMiddleware {
  typealias Context = APIContext

  let metrics: ServiceMetrics
  let organization: String
  /// Takes a line of the request log.
  let log: @Sendable (String) -> Void

  func handle(
    _ request: Request, context: APIContext,
    next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    let started = ContinuousClock.now
    var response = try await next(request, context)
    // An error has a body even where the router knows no HEAD.
    if request.method == .head { response = response.createHeadResponse() }
    let seconds = started.duration(to: .now) / .seconds(1)
    response.headers[Self.processing] = String(Int(seconds * 1000))
    if response.headers[Self.organizationName] == nil {
      response.headers[Self.organizationName] = organization
    }
    response.headers[Self.requestID] = "req-\(UInt64.random(in: 0 ... .max))"
    metrics.count(
      method: request.method.rawValue, route: Self.route(context), status: response.status.code,
      seconds: seconds)
    log(
      "\(request.method) \(request.uri.path) \(response.status.code)"
        + " \(Int(seconds * 1_000_000) / 1000) ms")
    return response
  }

  /// The pattern of the path, with or without `/v1` the same: no identifiers, so that the number of
  /// time series stays small.
  private static func route(_ context: APIContext) -> String {
    guard let path = context.endpointPath, path.hasPrefix("/") else { return "other" }
    let isVersioned = path == "/v1" || path.hasPrefix("/v1/")
    return isVersioned ? "/" + path.dropFirst("/v1/".count) : path
  }

  private static let processing = HTTPField.Name("Openai-Processing-Ms")!
  static let organizationName = HTTPField.Name("OpenAI-Organization")!
  private static let requestID = HTTPField.Name("X-Request-ID")!
}
