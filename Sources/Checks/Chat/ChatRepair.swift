// SPDX-License-Identifier: Apache-2.0

import Dataset
package import JSON
package import Records

/// What can be done about a conversation at fault: known here, so that a finding promises no fix that would
/// change nothing.
package enum ChatRepair {
  /// The role that a name of another format means; nil where the name is a role, or nobody's.
  package static func role(meantBy message: JSONValue) -> ChatRole? {
    guard let name = message["role"]?.string, ChatRole(rawValue: name) == nil else { return nil }
    let word = String(decoding: name.utf8.trimmed { $0.isWhitespace }, as: UTF8.self).lowercased()
    let role = UsualSpeakers.roles[word].flatMap(ChatRole.init)
    // A tool's result needs more than a name to be one.
    return role == .tool && word != ChatRole.tool.rawValue ? nil : role
  }

  /// Why a conversation holds nothing to learn.
  package enum Lack: String, CaseIterable, Sendable {
    /// There is no message of the assistant.
    case assistant
    /// All of them have the weight 0.
    case weight
    /// None of them says anything, and one has no content.
    case content
    /// None of them says anything.
    case text
  }

  /// What a conversation lacks to be learned from; nil where it may hold an answer, as behind a role that
  /// nobody knows.
  package static func lack(of messages: [JSONValue]) -> Lack? {
    guard !messages.isEmpty, messages.allSatisfy({ Conversation.role($0) != nil }) else {
      return nil
    }
    let answers = messages.filter { Conversation.role($0) == .assistant }
    guard !answers.isEmpty else { return .assistant }
    let trained = answers.filter(Conversation.isTrained)
    guard !trained.isEmpty else { return .weight }
    guard trained.allSatisfy(saysNothing) else { return nil }
    return trained.allSatisfy(Conversation.hasContent) ? .text : .content
  }

  /// Whether no key of a message holds anything, known or not.
  private static func saysNothing(_ message: JSONValue) -> Bool {
    (message.object?.members ?? []).allSatisfy { member in
      ["role", "name", "weight"].contains(member.key) || isNothing(member.value)
    }
  }

  private static func isNothing(_ value: JSONValue) -> Bool {
    switch value {
    case .null: true
    case .string(let text): text.utf8.isBlank
    case .array(let values): values.allSatisfy(isNothing)
    case .object(let object): object.members.allSatisfy { $0.key == "type" || isNothing($0.value) }
    case .bool, .integer, .number: false
    }
  }

  /// The weight that a message is to have, null for none; nil where it has a good one, or one that is neither 0 nor 1. No
  /// weight makes a message learned that is not the assistant's.
  package static func weight(of message: JSONValue) -> JSONValue? {
    guard let weight = message["weight"], let number = number(weight),
      let role = Conversation.role(message)
    else { return nil }
    let new: JSONValue = role == .assistant ? .integer(number) : .null
    // A bare `nil` would be the null of JSON.
    guard new != weight else { return Optional.none }
    return new
  }

  private static func number(_ weight: JSONValue) -> Int? {
    switch weight {
    case .integer(let number): 0...1 ~= number ? number : nil
    case .number(let number): number == 0 ? 0 : number == 1 ? 1 : nil
    case .bool(let flag): flag ? 1 : 0
    case .string(let text): Double(text).flatMap { self.number(.number($0)) }
    case .null, .array, .object: nil
    }
  }

  /// The part of a content that is to stand in place of another; nil where nothing can be said for another. The
  /// address of a picture belongs into an object, a text under the key `text`.
  package static func part(inPlaceOf part: JSONValue) -> JSONValue? {
    guard case .object(var object) = part else { return nil }
    switch part["type"]?.string {
    case "image_url":
      guard let address = part["image_url"]?.string, ChatFault.isPicture(address) else {
        return nil
      }
      object["image_url"] = ["url": .string(address)]
    case "text":
      guard part["text"] == nil, let text = part["content"]?.string else { return nil }
      object["content"] = nil
      object.append("text", .string(text))
    default: return nil
    }
    return .object(object)
  }

  /// One message in place of two of a role, their texts parted by an empty line, as templates that want the
  /// roles to take turns do; nil where they differ in another key.
  package static func joined(_ first: JSONValue, _ second: JSONValue) -> JSONValue? {
    guard let role = Conversation.role(first), role == .user || role == .assistant,
      case .object(var message) = first, case .object(var other) = second,
      let content = joinedContents(message["content"], other["content"])
    else { return nil }
    message["content"] = content
    other["content"] = content
    let isSame =
      message.members.count == other.members.count
      && message.members.allSatisfy { other[$0.key] == $0.value }
    return isSame ? .object(message) : nil
  }

  private static func joinedContents(_ first: JSONValue?, _ second: JSONValue?) -> JSONValue? {
    switch (first, second) {
    case (.string(let first)?, .string(let second)?):
      .string([first, second].filter { !$0.utf8.isBlank }.joined(separator: "\n\n"))
    case (.array(let first)?, .array(let second)?): .array(first + second)
    default: nil
    }
  }
}

extension ChatFault {
  /// Whether the fix of the fault's rule changes a conversation that has it.
  func isRepairable(in chat: ChatRow) -> Bool {
    let messages = chat.conversation.messages ?? []
    switch self {
    case .noMessages: return chat.isEmpty
    case .unknownRole: return messages.contains { ChatRepair.role(meantBy: $0) != nil }
    case .unknownKey:
      return messages.contains {
        isAtFault($0) && Conversation.hasContent($0) && !Conversation.isBlank($0)
      }
    case .noAssistant: return ChatRepair.lack(of: messages) == .assistant
    case .nothingTrained: return ChatRepair.lack(of: messages) == .weight
    case .noContent: return ChatRepair.lack(of: messages) == .content
    case .blankAnswer: return ChatRepair.lack(of: messages) == .text
    case .badPart:
      return messages.contains { message in
        message["content"]?.array?.contains { ChatRepair.part(inPlaceOf: $0) != nil } ?? false
      }
    case .badWeight: return messages.contains { ChatRepair.weight(of: $0) != nil }
    case .sameRoleTwice:
      return !chat.isPreference
        && zip(messages, messages.dropFirst()).contains { ChatRepair.joined($0, $1) != nil }
    case .lastNotAssistant, .lateSystem: return !chat.isPreference
    default: return true
    }
  }
}
