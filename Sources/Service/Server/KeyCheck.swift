// SPDX-License-Identifier: Apache-2.0

/// Whether a client may come in: the key, and where the call comes from.
struct KeyCheck: Sendable {
  private let key: [UInt8]?
  private let isLocal: Bool

  init(_ configuration: ServiceConfiguration) {
    key = configuration.apiKey.map { Array($0.utf8) }
    isLocal = ["127.0.0.1", "::1", "localhost"].contains(configuration.host)
  }

  /// Checks an `Authorization` header.
  func admit(authorization: String?) throws(APIError) {
    guard let key else { return }
    let scheme = "bearer "
    guard let authorization, authorization.lowercased().hasPrefix(scheme),
      Self.areEqual(Array(authorization.utf8.dropFirst(scheme.utf8.count)), key)
    else { throw .unauthorized }
  }

  /// A page of another site must not use the browser of this machine's user to reach the service:
  /// its `Origin` differs from the service's own, or its name is not one of this machine.
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
    if let origin, let host, origin != "http://\(host)" && origin != "https://\(host)" {
      throw APIError(status: 403, "Calls from the web page '\(origin)' are not allowed.")
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
