// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import JSON

/// A conversation, with all that a template may ask for.
package struct ChatRequest: Sendable {
  package var messages: [JSONValue]
  package var tools: [JSONValue]?
  package var documents: [JSONValue]?
  /// Whether the text ends where the assistant is to begin.
  package var addsGenerationPrompt: Bool
  /// More names that the template finds, such as `enable_thinking`; they win over special tokens.
  package var variables: JSONObject
  /// What the template takes for now, and where.
  package var now = Date.now
  package var calendar = Calendar(identifier: .gregorian)

  package init(
    messages: [JSONValue], tools: [JSONValue]? = nil, documents: [JSONValue]? = nil,
    addsGenerationPrompt: Bool = false, variables: JSONObject = [:]
  ) {
    self.messages = messages
    self.tools = tools
    self.documents = documents
    self.addsGenerationPrompt = addsGenerationPrompt
    self.variables = variables
  }
}

extension ChatRequest {
  private static let reasoningNames = ["reasoning_content", "thinking", "reasoning"]

  /// The messages as transformers hands them to a template: without members that are null, and with the
  /// reasoning of an answer under each of the names that templates know.
  var templateMessages: [JSONValue] {
    messages.map { message in
      guard let object = message.object else { return message }
      let members = object.members.filter { $0.value != .null }
      let reasoning = Self.reasoningNames.lazy.compactMap { name in
        members.last { $0.key == name }?.value
      }.first
      var out = JSONObject()
      if let reasoning, !members.contains(where: { $0.key == "thinking" }) {
        out.append("thinking", reasoning)
      }
      for member in members { out[member.key] = member.value }
      if let reasoning { out["reasoning_content"] = reasoning }
      return .object(out)
    }
  }
}
