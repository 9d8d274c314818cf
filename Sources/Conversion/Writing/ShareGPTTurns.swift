// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON

/// Messages as turns of `from` and `value`. Calls of tools are turns of their own, as LLaMA-Factory reads
/// them: `function_call`, whose value is JSON, and `observation`, which has the result.
enum ShareGPTTurns {
  /// - Throws: `Obstacle` where a message is not text alone.
  static func turns(
    _ messages: [JSONValue], _ losses: inout LeftOut
  ) throws(Obstacle) -> [JSONValue] {
    guard !messages.isEmpty else { throw .noMessages }
    var turns: [JSONValue] = []
    for message in messages {
      guard let text = ChatMessages.text(message) else { throw .noText }
      let functions = ChatMessages.functions(message)
      if functions.isEmpty || !text.utf8.isBlank {
        turns.append(turn(speaker(of: message), text, message: message))
      }
      if !functions.isEmpty {
        turns.append(turn("function_call", calls(functions), message: message))
      }
      losses.addKeys(
        of: message, apartFrom: ["role", "content", "weight", "tool_calls", "function_call"])
      noteIdentifiers(of: message, &losses)
    }
    return turns
  }

  private static func speaker(of message: JSONValue) -> String {
    switch message["role"]?.string {
    case "user"?: "human"
    case "assistant"?: "gpt"
    case "tool"?, "function"?: "observation"
    default: "system"
    }
  }

  private static func turn(_ speaker: String, _ text: String, message: JSONValue) -> JSONValue {
    var turn: JSONObject = ["from": .string(speaker), "value": .string(text)]
    if let weight = ChatMessages.value("weight", of: message) { turn.append("weight", weight) }
    return .object(turn)
  }

  /// One call as an object, several as a list of them.
  private static func calls(_ functions: [JSONValue]) -> String {
    let objects = functions.map { function -> JSONValue in
      let arguments = function["arguments"] ?? .object([:])
      return [
        "name": function["name"] ?? "", "arguments": ToolList.parsed(arguments) ?? arguments,
      ]
    }
    return (objects.count == 1 ? objects[0] : .array(objects)).text()
  }

  /// Turns follow one another and need no names for their calls.
  private static func noteIdentifiers(of message: JSONValue, _ losses: inout LeftOut) {
    for call in ChatMessages.value("tool_calls", of: message)?.array ?? [] {
      if let id = call["id"] { losses.addKey("messages[].tool_calls[].id", id) }
    }
  }
}
