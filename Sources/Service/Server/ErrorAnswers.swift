// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird

/// Turns whatever goes wrong into an error object, and makes sure that the client gets to see it.
struct ErrorAnswers: RouterMiddleware {
  typealias Context = APIContext

  let limits: ServiceLimits
  /// What a path takes whose method is another.
  var methods = MethodTable()
  private static let discardedBytes = 16 << 20

  func handle(
    _ request: Request, context: APIContext,
    next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    let body = PacedBody(request.body, limits: limits)
    var (request, context) = (request, context)
    request.body = RequestBody(asyncSequence: body)
    context.limits = limits
    do {
      return try await next(request, context)
    } catch let owned as OwnedError {
      var response = await refuse(apiError(owned.error, request), body)
      response.headers[AnswerLog.organizationName] = owned.organization
      return response
    } catch {
      return await refuse(apiError(error, request), body)
    }
  }

  /// Reads away what the client is still sending, so that it gets to see the answer, and hangs up on
  /// one that sends on and on.
  private func refuse(_ error: APIError, _ body: PacedBody) async -> Response {
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

  private func apiError(_ error: any Error, _ request: Request) -> APIError {
    switch error {
    case let error as APIError: error
    case let error as AssayError: .server("\(error)")
    case let error as HTTPError where error.status == .notFound: noRoute(request)
    default: .server("Unexpected fault: \(error)")
    }
  }

  private func noRoute(_ request: Request) -> APIError {
    let (method, path) = (request.method.rawValue, request.uri.path)
    let allowed = methods.methods(of: path)
    guard allowed.isEmpty else {
      return .notAllowed(method: method, path: path, allowed: allowed)
    }
    return .notFound("Invalid URL (\(method) \(path))", code: "unknown_url")
  }
}
