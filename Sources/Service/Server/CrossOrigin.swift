// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// Lets web pages of the origins that the user allows call the service and read its answers, errors
/// too. Pages of other origins get nothing from it; `KeyCheck` refuses them.
struct CrossOrigin: RouterMiddleware {
  typealias Context = APIContext

  let allowed: AllowedOrigins

  func handle(
    _ request: Request, context: APIContext,
    next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    guard let origin = request.headers[.origin], allowed.contains(origin) else {
      return try await next(request, context)
    }
    // Named, since `originBased` leaves out `null`, the origin of a page that is a file.
    let shared: CORSMiddleware<APIContext>.AllowOriginExtended = .custom(origin)
    // OpenAI's client sends a dozen headers of its own; `*` means all but the key's.
    let sharing = CORSMiddleware<APIContext>(
      allowOrigin: shared, allowHeaders: [.init("*")!, .authorization],
      allowMethods: [.get, .head, .post, .delete],
      exposedHeaders: ["X-Request-ID", "Openai-Processing-Ms", "Retry-After", "Assay-Warning"],
      maxAge: .minutes(10))
    return try await sharing.handle(request, context: context, next: next)
  }
}
