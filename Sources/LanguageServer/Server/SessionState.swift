// SPDX-License-Identifier: Apache-2.0

import JSON

/// What a session knows: the texts that are open, and what was agreed upon.
struct SessionState {
  var texts: [String: OpenText] = [:]
  var abilities = ClientAbilities()
  var isInitialized = false
  var isShutDown = false
  /// Requests that wait for their turn, by their ids as text, and those of them that nobody wants
  /// any more.
  private var waiting: Set<String> = []
  private var cancelled: Set<String> = []

  mutating func wait(_ id: JSONValue) { waiting.insert(id.text()) }

  mutating func cancel(_ id: JSONValue) {
    if waiting.contains(id.text()) { cancelled.insert(id.text()) }
  }

  /// Whether a request whose turn has come is still wanted.
  mutating func begin(_ id: JSONValue) -> Bool {
    waiting.remove(id.text())
    return cancelled.remove(id.text()) == nil
  }
}
