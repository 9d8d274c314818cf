// SPDX-License-Identifier: Apache-2.0

import JSON

/// Conversations as one text: with the roles before what they say, and as Anthropic's data sets of
/// preferences have them.
enum Transcript {
  private static let speakers = [("\n\nHuman:", "user"), ("\n\nAssistant:", "assistant")]

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
    let text = text.hasPrefix("Human:") ? "\n\n" + text : text
    guard text.hasPrefix(speakers[0].0) else { return nil }
    var messages: [JSONValue] = []
    var rest = text[...]
    while let speaker = speakers.first(where: { rest.hasPrefix($0.0) }) {
      rest = rest.dropFirst(speaker.0.count)
      let end = speakers.compactMap { rest.firstRange(of: $0.0)?.lowerBound }.min() ?? rest.endIndex
      let words = rest[..<end].drop { $0 == " " }
      messages.append(ChatMessages.message(speaker.1, String(words)))
      rest = rest[end...]
    }
    return messages
  }
}
