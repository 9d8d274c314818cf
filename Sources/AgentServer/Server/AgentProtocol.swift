// SPDX-License-Identifier: Apache-2.0

import JSON
import JSONRPC

/// The versions of the Model Context Protocol, and what parts them. Older ones begin with a handshake;
/// since 2026-07-28 each request says its version and each result that it is whole.
/// Source: modelcontextprotocol.io, "Versioning" and "Lifecycle".
struct AgentProtocol {
  static let handshakeVersions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
  static let statelessVersions = ["2026-07-28"]
  private static let versionKey = "io.modelcontextprotocol/protocolVersion"
  private static let serverKey = "io.modelcontextprotocol/serverInfo"

  /// That of a request without a handshake; nil where there was one.
  let stated: String?

  /// - Throws: `RPCError` when the request states a version that is not known.
  init(_ params: JSONValue) throws(RPCError) {
    stated = params["_meta"]?[Self.versionKey]?.string
    guard let stated, !Self.statelessVersions.contains(stated) else { return }
    throw RPCError(
      code: -32022,
      message: "the protocol version \(stated) is not known; known are "
        + Self.statelessVersions.joined(separator: ", "))
  }

  /// The version that a handshake comes to: the client's where it is known, else the newest.
  static func agreed(_ wanted: String?) -> String {
    wanted.flatMap { handshakeVersions.contains($0) ? $0 : nil } ?? handshakeVersions[0]
  }

  /// A result as the version wants it.
  /// - Parameters:
  ///   - server: who answers.
  ///   - isList: whether it is a list that a client may keep for a while.
  func result(_ object: JSONObject, server: JSONValue, isList: Bool = false) -> JSONValue {
    guard stated != nil else { return .object(object) }
    var object = object
    object.append("resultType", "complete")
    if isList {
      object.append("ttlMs", 0)
      object.append("cacheScope", "private")
    }
    object.append("_meta", [Self.serverKey: server])
    return .object(object)
  }
}
