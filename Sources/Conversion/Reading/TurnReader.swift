// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON

/// Reads the turns of a conversation as messages of `role` and `content`, whatever they are called.
struct TurnReader {
  let column: String
  private(set) var messages: [JSONValue] = []
  /// The names of calls without a result, in their order.
  private var open: [String] = []
  private var calls = 0
  /// Whether the last message is a turn of `gpt`, which the call behind it belongs to.
  private var mayTakeCalls = false

  init(column: String) { self.column = column }

  /// The messages of a list.
  static func messages(
    _ turns: [JSONValue], column: String, losses: inout LeftOut
  ) throws(ReadFault) -> [JSONValue] {
    var reader = TurnReader(column: column)
    for turn in turns { try reader.add(turn, &losses) }
    return reader.messages
  }

  private mutating func add(_ turn: JSONValue, _ losses: inout LeftOut) throws(ReadFault) {
    defer {
      mayTakeCalls =
        turn["from"]?.string.map { UsualSpeakers.roles[$0.lowercased()] == "assistant" } ?? false
    }
    guard let object = turn.object else { throw fault("a turn is not an object") }
    // What is a message already stays as it is.
    if object["role"]?.string != nil, object["parts"] == nil {
      messages.append(turn)
    } else if let parts = object["parts"]?.array {
      messages.append(try content(parts, of: object, losses: &losses))
    } else {
      try addTurn(object, &losses)
    }
  }

  private func fault(_ message: String) -> ReadFault {
    .malformed(
      message, column: column,
      remedy: "Write each turn as an object of `role` and `content`, or of `from` and `value`")
  }

  private func role(_ name: String) throws(ReadFault) -> String {
    guard let role = UsualSpeakers.roles[name.lowercased()] else {
      throw fault("nobody knows who speaks as `\(name)`")
    }
    return role
  }

  // MARK: ShareGPT

  private mutating func addTurn(
    _ turn: JSONObject, _ losses: inout LeftOut
  ) throws(ReadFault) {
    guard let speaker = turn["from"]?.string, let value = turn["value"] else {
      throw fault("a turn has no `from` and `value`")
    }
    for member in turn.members where !["from", "value", "weight"].contains(member.key) {
      losses.addKey("\(column)[].\(member.key)", member.value)
    }
    guard let text = value.string ?? (value == .null ? "" : nil) else {
      throw fault("the value of a turn is not text")
    }
    guard speaker.lowercased() != "function_call" else { return try addCalls(text) }
    let role = try role(speaker)
    var message: JSONObject = ["role": .string(role), "content": .string(text)]
    if role == "tool", !open.isEmpty {
      message.append("tool_call_id", .string(open.removeFirst()))
    }
    if let weight = turn["weight"], weight != .null { message.append("weight", weight) }
    messages.append(.object(message))
  }

  /// Adds the calls to the answer before them, or as an answer of their own.
  private mutating func addCalls(_ text: String) throws(ReadFault) {
    guard let value = ToolList.parsed(.string(text)) else {
      throw fault("the value of a `function_call` is not a JSON object")
    }
    var made: [JSONValue] = []
    for function in value.array ?? [value] {
      guard let name = function["name"]?.string else {
        throw fault("a `function_call` has no name")
      }
      let arguments = function["arguments"] ?? .object([:])
      calls += 1
      open.append("call_\(calls)")
      made.append([
        "id": .string("call_\(calls)"), "type": "function",
        "function": [
          "name": .string(name), "arguments": .string(arguments.string ?? arguments.text()),
        ],
      ])
    }
    if mayTakeCalls, var answer = messages.last?.object {
      answer.append("tool_calls", .array(made))
      messages[messages.count - 1] = .object(answer)
    } else {
      messages.append(["role": "assistant", "content": nil, "tool_calls": .array(made)])
    }
  }

  // MARK: Contents

  /// A message of `role` and `parts`: one text, or several as parts.
  private func content(
    _ parts: [JSONValue], of turn: JSONObject, losses: inout LeftOut
  ) throws(ReadFault) -> JSONValue {
    let role = try turn["role"]?.string.map(role) ?? "user"
    for member in turn.members where !["role", "parts"].contains(member.key) {
      losses.addKey("\(column)[].\(member.key)", member.value)
    }
    let texts = parts.compactMap { $0["text"]?.string }
    guard texts.count == parts.count else { throw .obstacle(.noText) }
    guard texts.count != 1 else { return ChatMessages.message(role, texts[0]) }
    let list = texts.map { text -> JSONValue in ["type": "text", "text": .string(text)] }
    return ["role": .string(role), "content": .array(list)]
  }
}
