// SPDX-License-Identifier: Apache-2.0

import JSON

/// What a client can do, as it said at the start.
struct ClientAbilities: Sendable {
  var encoding = PositionEncoding.utf16
  /// Whether it asks for the edits of an action only when somebody takes it.
  var resolvesEdits = false
  /// Whether an edit may name the version that it is for.
  var knowsVersions = false

  init() {}

  /// - Parameter params: those of `initialize`.
  init(_ params: JSONValue) {
    let abilities = params["capabilities"]
    let offered = abilities?["general"]?["positionEncodings"]?.array ?? []
    encoding = PositionEncoding(offered: offered.compactMap(\.string))
    let action = abilities?["textDocument"]?["codeAction"]
    resolvesEdits =
      action?["resolveSupport"]?["properties"]?.array?.contains("edit") == true
      && action?["dataSupport"]?.bool == true
    knowsVersions = abilities?["workspace"]?["workspaceEdit"]?["documentChanges"]?.bool == true
  }
}
