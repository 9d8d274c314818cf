// SPDX-License-Identifier: Apache-2.0

import JSON

/// The tools that a row offers: a list, or its JSON as text, of functions that are wrapped as OpenAI has
/// them or not, as LLaMA-Factory has them.
enum ToolList {
  /// A text that is a JSON object or list, as its value; nil for other values and texts.
  static func parsed(_ value: JSONValue) -> JSONValue? {
    // No conditional expression: its `nil` would be JSON's null, which is a value.
    guard var text = value.string, let document = text.withUTF8({ try? JSONParser.parse($0) }),
      document.array != nil || document.object != nil
    else { return nil }
    return document
  }

  /// Each function in an object with its type.
  static func wrapped(_ tools: JSONValue) -> JSONValue {
    guard let list = (parsed(tools) ?? tools).array else { return tools }
    return .array(
      list.map { tool in
        let isBare = tool["name"] != nil && tool["function"] == nil && tool["type"] == nil
        return isBare ? ["type": "function", "function": tool] : tool
      })
  }

  /// The functions without objects around them that say nothing more.
  static func bare(_ tools: JSONValue) -> JSONValue {
    guard let list = tools.array else { return tools }
    return .array(
      list.map { tool in
        guard let members = tool.object?.members, members.count == 2,
          tool["type"]?.string == "function", let function = tool["function"]
        else { return tool }
        return function
      })
  }

  /// Messages whose calls have their arguments as the text of a JSON object, as OpenAI has them.
  static func withTexts(_ message: JSONValue) -> JSONValue {
    guard var object = message.object else { return message }
    if let calls = object["tool_calls"]?.array {
      object["tool_calls"] = .array(
        calls.map { call in
          guard var members = call.object, let function = members["function"] else {
            return call
          }
          members["function"] = withText(function)
          return .object(members)
        })
    }
    if let call = object["function_call"] { object["function_call"] = withText(call) }
    return .object(object)
  }

  private static func withText(_ function: JSONValue) -> JSONValue {
    guard var members = function.object, let arguments = members["arguments"],
      arguments.object != nil
    else { return function }
    members["arguments"] = .string(arguments.text())
    return .object(members)
  }
}
