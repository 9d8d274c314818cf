// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON

/// Messages of `role` and `content`: how they are made, and what they are as texts.
enum ChatMessages {
  static func message(_ role: String, _ content: String) -> JSONValue {
    ["role": .string(role), "content": .string(content)]
  }

  static func isInstruction(_ message: JSONValue) -> Bool {
    let role = message["role"]?.string
    return role == "system" || role == "developer"
  }

  static func isAnswer(_ message: JSONValue) -> Bool { message["role"]?.string == "assistant" }

  static func isResult(_ message: JSONValue) -> Bool {
    let role = message["role"]?.string
    return role == "tool" || role == "function"
  }

  /// A member that says something: tables of columns write `null` where a row has no such key.
  static func value(_ key: String, of message: JSONValue) -> JSONValue? {
    guard let value = message[key], value != .null else { return nil }
    return value
  }

  /// The calls of a message in their order, each an object of `name` and `arguments`.
  static func functions(_ message: JSONValue) -> [JSONValue] {
    let calls = value("tool_calls", of: message)?.array ?? []
    let functions = calls.map { $0["function"] ?? $0 }
    return functions + [value("function_call", of: message)].compactMap { $0 }
  }

  /// What a message says, where it is nothing but text; nil for pictures and the like. Content that is
  /// missing is empty.
  static func text(_ message: JSONValue) -> String? {
    switch value("content", of: message) {
    case nil: return ""
    case .string(let text)?: return text
    case .array(let parts)?:
      let texts = parts.compactMap { part -> String? in
        let isText = part["type"]?.string.map { $0 == "text" } ?? true
        return isText ? part["text"]?.string : nil
      }
      return texts.count == parts.count ? texts.joined(separator: "\n") : nil
    default: return nil
    }
  }

  /// The messages as a prompt and its answer, with the turns before it.
  static func pair(
    _ messages: [JSONValue], _ losses: inout LeftOut
  ) throws(Obstacle) -> PairTexts {
    guard !messages.isEmpty else { throw .noMessages }
    guard let last = messages.last, isAnswer(last) else {
      throw messages.contains(where: isResult) ? .calls : .noAnswer
    }
    if last["weight"]?.double == 0 { throw .notLearned }
    let system = messages.prefix(while: isInstruction)
    let turns = messages.dropFirst(system.count)
    guard turns.count > 1 else { throw .noPrompt }
    var pairs: [PairTexts.Turn] = []
    for start in stride(from: turns.startIndex, to: turns.endIndex, by: 2) {
      pairs.append(try turn(turns[start...].prefix(2)))
    }
    guard let end = pairs.popLast() else { throw .noPrompt }
    var result = PairTexts(instruction: end.question, answer: end.answer)
    result.history = pairs
    if !system.isEmpty { result.system = PairTexts.joined(try system.map(plain)) }
    for message in messages { losses.addKeys(of: message, apartFrom: ["role", "content"]) }
    return result
  }

  private static func turn(_ messages: ArraySlice<JSONValue>) throws(Obstacle) -> PairTexts.Turn {
    guard !messages.contains(where: { isResult($0) || !functions($0).isEmpty }) else {
      throw .calls
    }
    guard messages.count == 2, let first = messages.first, let last = messages.last,
      first["role"]?.string == "user", isAnswer(last)
    else { throw .order }
    return PairTexts.Turn(question: try plain(first), answer: try plain(last))
  }

  private static func plain(_ message: JSONValue) throws(Obstacle) -> String {
    guard let text = text(message) else { throw .noText }
    return text
  }
}
