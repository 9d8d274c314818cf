// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// Whether a client may come in: the key, and where the call comes from.
struct KeyCheck: RouterMiddleware {
  typealias Context = APIContext

  private let keys: [(key: [UInt8], client: Client)]
  /// Who comes without a key, where none is asked for.
  private let anyone: Client
  private let isLocal: Bool
  private let allowedOrigins: AllowedOrigins
  /// Answered without a key: a health check has none, and the page asks its user for it.
  private static let open: Set<String> = ["/", "/health", "/v1", "/v1/health"]

  init(_ configuration: ServiceConfiguration) {
    let seesAll = configuration.organizationKeys.isEmpty
    let own = OrganizationKey(organization: configuration.owner, key: configuration.apiKey)
    keys = (configuration.organizationKeys + [own].compactMap { $0 }).map { entry in
      (Array(entry.key.utf8), Client(organization: entry.organization, seesAll: seesAll))
    }
    anyone = Client(organization: configuration.owner)
    isLocal = ["127.0.0.1", "::1", "localhost"].contains(configuration.host)
    allowedOrigins = configuration.allowedOrigins
  }

  func handle(
    _ request: Request, context: APIContext,
    next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    try admit(host: request.head.authority, origin: request.headers[.origin])
    if Self.isOpen(request, context) { return try await next(request, context) }
    var context = context
    context.client = try admit(
      authorization: request.headers[.authorization],
      organization: request.headers[AnswerLog.organizationName])
    let organization = context.client.organization
    do {
      var response = try await next(request, context)
      response.headers[AnswerLog.organizationName] = organization
      return response
    } catch {
      throw OwnedError(error: error, organization: organization)
    }
  }

  /// Whether a path needs no key, with a method that it does not take either: that is what the answer
  /// is to say.
  private static func isOpen(_ request: Request, _ context: APIContext) -> Bool {
    let path = context.endpointPath ?? request.uri.path
    return open.contains(path) || path.last == "/" && open.contains(String(path.dropLast()))
  }

  /// Checks an `Authorization` header, and an `OpenAI-Organization` where organizations have keys.
  @discardableResult
  func admit(authorization: String?, organization: String? = nil) throws(APIError) -> Client {
    guard !keys.isEmpty else { return anyone }
    let scheme = "bearer "
    guard let authorization, authorization.lowercased().hasPrefix(scheme) else {
      throw .unauthorized
    }
    let given = Array(authorization.utf8.dropFirst(scheme.utf8.count))
    // All are looked at, so that the time tells nothing.
    let found = keys.filter { Self.areEqual(given, $0.key) }
    guard let client = found.first?.client else { throw .unauthorized }
    guard client.seesAll || [nil, "", client.organization].contains(organization) else {
      throw .otherOrganization
    }
    return client
  }

  /// A page of another site must not use the browser of this machine's user to reach the service:
  /// its `Origin` is neither the service's own nor one that the user allows, or the name by which it
  /// calls is not one of this machine.
  func admit(host: String?, origin: String?) throws(APIError) {
    if isLocal, let host {
      let name =
        host.hasPrefix("[")
        ? String(host.prefix { $0 != "]" }) + "]" : String(host.prefix { $0 != ":" })
      guard ["127.0.0.1", "[::1]", "localhost"].contains(name.lowercased()) else {
        throw APIError(
          status: 403, "This server answers on 127.0.0.1 only; '\(host)' is another name.")
      }
    }
    guard let origin, !allowedOrigins.contains(origin) else { return }
    guard let host, origin == "http://\(host)" || origin == "https://\(host)" else {
      throw APIError(
        status: 403,
        "Calls from the web page '\(origin)' are not allowed. 'assay serve --allow-origin \(origin)'"
          + " lets it in.")
    }
  }

  /// Takes the same time wherever the texts differ.
  static func areEqual(_ given: [UInt8], _ key: [UInt8]) -> Bool {
    var difference = given.count ^ key.count
    for index in given.indices {
      difference |= Int(given[index] ^ (key.isEmpty ? 0 : key[index % key.count]))
    }
    return difference == 0
  }
}
