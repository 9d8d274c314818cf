// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON
import Records

/// What can be wrong with a conversation. Each is one rule.
enum ChatFault: String, CaseIterable, Sendable {
  case noMessages = "no-messages"
  case notAnObject = "not-an-object"
  case unknownRole = "unknown-role"
  case noContent = "no-content"
  case unknownKey = "unknown-key"
  case noAssistant = "no-assistant"
  case lastNotAssistant = "last-not-assistant"
  case badWeight = "bad-weight"
  case nothingTrained = "nothing-trained"
  case lateSystem = "late-system"
  case noUser = "no-user"
  case sameRoleTwice = "same-role-twice"
  case strayToolResult = "stray-tool-result"
  case unansweredCall = "unanswered-call"
  case blankAnswer = "blank-answer"
  case badPart = "bad-part"
  case noSystem = "no-system"
  case nullKey = "null-key"
  case decimalWeight = "decimal-weight"

  /// The place of the first message at fault; 0 where it is the whole conversation.
  func firstFault(in conversation: Conversation) -> Int? {
    guard let messages = conversation.messages, !messages.isEmpty else {
      return self == .noMessages ? 0 : nil
    }
    switch self {
    case .noMessages: return nil
    case .noAssistant, .noUser, .noSystem, .lastNotAssistant, .nothingTrained:
      return isWholeAtFault(conversation, messages) ? 0 : nil
    case .lateSystem, .sameRoleTwice, .strayToolResult, .unansweredCall:
      return firstOutOfOrder(conversation, messages)
    case .unknownRole where conversation.isPlain:
      return conversation.roles.firstIndex(of: nil)
    case .blankAnswer where conversation.isPlain:
      return messages.indices.first {
        conversation.roles[$0] == .assistant && Conversation.isBlank(messages[$0])
      }
    default: return conversation.isPlain ? nil : messages.firstIndex(where: isAtFault)
    }
  }
}

/// Faults of one message.
extension ChatFault {
  func isAtFault(_ message: JSONValue) -> Bool {
    guard let members = message.object?.members else { return self == .notAnObject }
    switch self {
    case .unknownRole: return Conversation.role(message) == nil
    case .unknownKey:
      return !members.allSatisfy { $0.value == .null || Conversation.keys.contains($0.key) }
    case .nullKey: return members.contains { $0.value == .null && $0.key != "content" }
    case .noContent: return !Conversation.hasContent(message)
    case .badWeight: return !Self.hasGoodWeight(message)
    case .decimalWeight: return Self.hasDecimalWeight(message)
    case .badPart: return !Self.hasGoodParts(message)
    case .blankAnswer:
      return Conversation.role(message) == .assistant && Conversation.hasContent(message)
        && Conversation.isBlank(message)
    default: return false
    }
  }

  /// A key's value. Tables of columns write `null` where a row has no such key.
  private static func value(_ key: String, of message: JSONValue) -> JSONValue? {
    guard let value = message[key], value != .null else { return Optional.none }
    return value
  }

  private static func hasGoodWeight(_ message: JSONValue) -> Bool {
    guard let weight = value("weight", of: message) else { return true }
    // 1.0 is another rule's.
    let isWhole = weight.double == 0 || weight.double == 1
    return Conversation.role(message) == .assistant && isWhole
  }
}

extension ChatFault {
  /// 1.0 is what writers with one type for all numbers make of 1.
  private static func hasDecimalWeight(_ message: JSONValue) -> Bool {
    guard case .number(let weight)? = message["weight"] else { return false }
    return Conversation.role(message) == .assistant && (weight == 0 || weight == 1)
  }
}

/// Faults of a conversation as a whole.
extension ChatFault {
  private func isWholeAtFault(_ conversation: Conversation, _ messages: [JSONValue]) -> Bool {
    let roles = conversation.roles
    switch self {
    case .noAssistant: return !roles.contains(.assistant)
    case .noUser: return !roles.contains(.user)
    case .noSystem: return !roles.contains { $0?.isInstruction == true }
    case .lastNotAssistant: return roles.contains(.assistant) && roles.last != .assistant
    default:
      return !conversation.isPlain && roles.contains(.assistant)
        && !messages.contains(where: Conversation.isTrained)
    }
  }

  private func firstOutOfOrder(_ conversation: Conversation, _ messages: [JSONValue]) -> Int? {
    let roles = conversation.roles
    switch self {
    case .lateSystem:
      let start = roles.prefix { $0?.isInstruction == true }.count
      return roles.indices.dropFirst(start).first { roles[$0]?.isInstruction == true }
    case .sameRoleTwice:
      return roles.indices.dropFirst().first {
        (roles[$0] == .user || roles[$0] == .assistant) && roles[$0] == roles[$0 - 1]
      }
    // A plain message names no call, be it made or answered.
    case .strayToolResult:
      return conversation.isPlain
        ? roles.firstIndex(of: .tool) : Self.firstStrayResult(messages)
    default: return conversation.isPlain ? nil : Self.firstUnansweredCall(messages)
    }
  }

  /// A tool's result must name a call that an answer before it made.
  private static func firstStrayResult(_ messages: [JSONValue]) -> Int? {
    var open: Set<String> = []
    for (index, message) in messages.enumerated() {
      for call in message["tool_calls"]?.array ?? [] {
        call["id"]?.string.map { _ = open.insert($0) }
      }
      guard Conversation.role(message) == .tool else { continue }
      guard let id = message["tool_call_id"]?.string, open.remove(id) != nil else { return index }
    }
    return nil
  }

  /// Calls before the last message must be answered; the last message may be what is to be learned.
  private static func firstUnansweredCall(_ messages: [JSONValue]) -> Int? {
    let answers = Set(messages.compactMap { $0["tool_call_id"]?.string })
    return messages.dropLast().firstIndex { message in
      (message["tool_calls"]?.array ?? []).contains { call in
        call["id"]?.string.map { !answers.contains($0) } ?? false
      }
    }
  }
}
