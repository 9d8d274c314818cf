// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON

/// Conversations as one text, with the roles before what they say.
enum Transcript {
  /// `System: ...`, `User: ...`, `Assistant: ...`, with blank lines between them.
  static func text(_ messages: [JSONValue], _ losses: inout LeftOut) throws(Obstacle) -> String {
    guard !messages.isEmpty else { throw .noMessages }
    var lines: [String] = []
    for message in messages {
      if ChatMessages.isResult(message) || !ChatMessages.functions(message).isEmpty {
        throw .calls
      }
      guard let text = ChatMessages.text(message) else { throw .noText }
      let role = message["role"]?.string ?? ""
      lines.append("\(role.prefix(1).uppercased())\(role.dropFirst()): \(text)")
      losses.addKeys(of: message, apartFrom: ["role", "content"])
    }
    return lines.joined(separator: "\n\n")
  }

  /// The messages of a text that starts with `Human:`; nil for any other.
  static func messages(_ text: String) -> [JSONValue]? {
    HumanTranscript(text)?.turns.map { ChatMessages.message($0.role, $0.text) }
  }
}
