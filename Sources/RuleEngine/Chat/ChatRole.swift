// SPDX-License-Identifier: Apache-2.0

/// Who speaks in a chat. `developer` is the newer name of `system`, `function` the older of `tool`.
enum ChatRole: String, CaseIterable, Sendable {
  case system, developer, user, assistant, tool, function

  var isInstruction: Bool { self == .system || self == .developer }
  var isToolResult: Bool { self == .tool || self == .function }
}
