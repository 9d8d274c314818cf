// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird

/// Turns whatever goes wrong into an error object, and makes sure that the client gets to see it: at
/// once, also while it is still sending.
struct ErrorAnswers: RouterMiddleware {
  typealias Context = APIContext

  let limits: ServiceLimits
  /// What a path takes whose method is another.
  let methods: MethodTable
  private let memory: MemoryBudget
  private static let discardedBytes = 16 << 20
  /// Seconds that a client gets to read the answer before it is hung up on.
  private static let lastSeconds: Int64 = 5

  init(limits: ServiceLimits, methods: MethodTable = MethodTable()) {
    self.limits = limits
    self.methods = methods
    memory = MemoryBudget(limit: limits.requestBytes)
  }

  func handle(
    _ request: Request, context: APIContext,
    next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    let asking = context
    let invite: (() -> Void)? = request.asksToSend ? { asking.inviteBody() } : nil
    let body = PacedBody(request.body, limits: limits, invite: invite)
    var (request, context) = (request, context)
    request.body = RequestBody(asyncSequence: body)
    context.limits = limits
    context.memory = memory.share()
    do {
      return try await next(request, context).holding(context.memory)
    } catch let owned as OwnedError {
      var response = refuse(apiError(owned.error, request), request, body: body, in: context)
      response.headers[AnswerLog.organizationName] = owned.organization
      return response
    } catch {
      return refuse(apiError(error, request), request, body: body, in: context)
    }
  }

  /// Answers before what the client is still sending has come. That is read away behind the answer, so
  /// that the client gets to see it; one that sends on and on, or was not invited to send, is hung up on.
  private func refuse(
    _ error: APIError, _ request: Request, body: PacedBody, in context: APIContext
  ) -> Response {
    var response = Response.failure(error)
    guard !body.isAtEnd else { return response }
    let isLast = body.isUninvited || request.isLast || request.announced > Self.discardedBytes
    if isLast { response.headers[.connection] = "close" }
    let answer = response.body
    response.body = ResponseBody(contentLength: answer.contentLength) { writer in
      try await answer.write(writer)
      if isLast { context.hangUp(after: Self.lastSeconds) }
      guard !body.isUninvited, await body.discard(limit: Self.discardedBytes) else {
        throw CancellationError()
      }
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

extension Response {
  /// The same, with memory that is held until the answer is sent.
  fileprivate func holding(_ memory: MemoryShare) -> Response {
    guard !memory.isEmpty else { return self }
    var response = self
    let answer = body
    response.body = ResponseBody(contentLength: answer.contentLength) { writer in
      try await answer.write(writer)
      withExtendedLifetime(memory) {}
    }
    return response
  }
}

extension Request {
  /// Whether the client waits to be told that it may send the body.
  fileprivate var asksToSend: Bool { headers[.expect]?.lowercased() == "100-continue" }

  /// Whether the client wants the connection to end with the answer.
  fileprivate var isLast: Bool { headers[.connection]?.lowercased() == "close" }

  /// The bytes that the body is to have; 0 where that is not said.
  fileprivate var announced: Int { headers[.contentLength].flatMap { Int($0) } ?? 0 }
}
