// SPDX-License-Identifier: Apache-2.0

package import Dataset
package import JSON
package import Tables

/// The messages of one row of a chat file, in the form `[{"role": ..., "content": ...}, ...]`.
package struct Conversation {
  /// Nil when there is no list of messages.
  package let messages: [JSONValue]?
  /// Who speaks in each message; nil where that is nobody known.
  package let roles: [ChatRole?]
  /// Whether each message has a role and a text and nothing else, as nearly all have: most of what can be
  /// wrong with a conversation cannot be wrong with such a one.
  package let isPlain: Bool

  init(_ messages: [JSONValue]?) {
    self.messages = messages
    roles = (messages ?? []).map(Self.role)
    isPlain = (messages ?? []).allSatisfy(Self.isPlain)
  }

  package init(_ bytes: Bytes, _ kind: CellKind) {
    // Files of delimited cells and workbooks hold the list as text.
    guard kind == .nested || kind == .text, let value = try? JSONParser.parse(bytes) else {
      self.init(nil)
      return
    }
    self.init(value.array)
  }

  private static func isPlain(_ message: JSONValue) -> Bool {
    guard let members = message.object?.members, members.count == 2 else { return false }
    return members.allSatisfy { member in
      guard case .string = member.value else { return false }
      return member.key == "role" || member.key == "content"
    } && members[0].key != members[1].key
  }

  /// All texts in their order, also those in parts.
  package var texts: [String] { (messages ?? []).flatMap(Self.texts) }

  /// All calls of tools as JSON.
  package var calls: [String] {
    guard !isPlain else { return [] }
    return (messages ?? []).flatMap { message in
      [message["tool_calls"], message["function_call"]].compactMap { call in
        call.flatMap { $0 == .null ? String?.none : $0.text() }
      }
    }
  }

  package static func role(_ message: JSONValue) -> ChatRole? {
    message["role"]?.string.flatMap(ChatRole.init)
  }

  /// The texts of one message.
  package static func texts(_ message: JSONValue) -> [String] {
    switch message["content"] {
    case .string(let text): [text]
    case .array(let parts): parts.compactMap { $0["text"]?.string }
    default: []
    }
  }

  /// What OpenAI's fine-tuning takes in a message: its chat format, and the preparation notebook of
  /// its cookbook.
  package static let keys: Set<String> = [
    "role", "content", "name", "weight", "function_call", "tool_calls", "tool_call_id", "refusal",
    "audio", "parallel_tool_calls",
  ]

  /// Whether a message has nothing to say: no text, parts, calls or refusal.
  package static func isBlank(_ message: JSONValue) -> Bool {
    let hasParts = message["content"]?.array?.contains { $0["text"] == nil } ?? false
    return !hasParts && !hasCalls(message) && texts(message).allSatisfy { $0.utf8.isBlank }
      && message["refusal"]?.string?.utf8.isBlank != false
  }

  /// Whether a message has content as the format wants it; with calls or a refusal it may do without.
  package static func hasContent(_ message: JSONValue) -> Bool {
    switch message["content"] {
    case .string: true
    case .array(let parts): !parts.isEmpty && parts.allSatisfy { $0["type"]?.string != nil }
    case .null, nil: hasCalls(message) || message["refusal"]?.string != nil
    default: false
    }
  }

  package static func hasCalls(_ message: JSONValue) -> Bool {
    message["tool_calls"]?.array?.isEmpty == false || message["function_call"]?.object != nil
  }

  /// Whether the model learns this message: an answer whose weight is not 0.
  package static func isTrained(_ message: JSONValue) -> Bool {
    role(message) == .assistant && message["weight"]?.double != 0
  }
}

/// Who speaks in a chat. `developer` is the newer name of `system`, `function` the older of `tool`.
package enum ChatRole: String, CaseIterable, Sendable {
  case system, developer, user, assistant, tool, function

  package var isInstruction: Bool { self == .system || self == .developer }
}
