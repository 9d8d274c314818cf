// SPDX-License-Identifier: Apache-2.0

import ChatTemplates
import JSON

/// A conversation as text, with what trainers look at.
struct ReadConversation {
  let messages: [JSONValue]
  let conversation: ConversationText
  /// What the template marks, in bytes.
  let marks: [Range<Int>]
  /// The text that the template writes behind an answer; empty where it writes none.
  let answerEnd: String
  /// Tokens that end an answer or a text.
  let ends: Set<Int32>

  /// The bytes of what an answer says, without what the template writes around it.
  func words(of turn: AssistantTurn) -> Range<Int> {
    content(of: messages[turn.message], within: turn.bytes) ?? turn.bytes
  }

  /// The bytes of a system message that begins the conversation; nil where there is none.
  var system: Range<Int>? {
    guard let first = messages.first, let role = first["role"]?.string,
      role == "system" || role == "developer"
    else { return nil }
    return content(of: first, within: 0..<conversation.text.utf8.count)
  }

  /// The bytes of the text that ends an answer; nil where it does not follow.
  func end(of turn: AssistantTurn) -> Range<Int>? {
    guard !answerEnd.isEmpty else { return nil }
    return find(answerEnd, within: words(of: turn).upperBound..<conversation.text.utf8.count)
  }

  private func content(of message: JSONValue, within bytes: Range<Int>) -> Range<Int>? {
    guard let text = message["content"]?.string else { return nil }
    return [text, String(text[...].trimmed)].lazy.compactMap { text in
      text.isEmpty ? nil : find(text, within: bytes)
    }.first
  }

  private func find(_ part: String, within bytes: Range<Int>) -> Range<Int>? {
    let (text, wanted) = (Array(conversation.text.utf8), Array(part.utf8))
    guard bytes.count >= wanted.count, let first = wanted.first else { return nil }
    let start = (bytes.lowerBound...bytes.upperBound - wanted.count).first { place in
      text[place] == first && text[place..<place + wanted.count].elementsEqual(wanted)
    }
    return start.map { $0..<$0 + wanted.count }
  }
}
