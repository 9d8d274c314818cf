// SPDX-License-Identifier: Apache-2.0

import JSON

/// Reads the messages of a chat completion.
enum RequestedMessages {
  private static let roles = ["system", "developer", "user", "assistant", "tool", "function"]

  /// - Throws: `APIError` 400 that names the message at fault.
  static func read(_ fields: inout RequestFields) throws(APIError) -> [JSONValue] {
    guard let value = fields.value("messages") else { throw RequestFields.missing("messages") }
    guard let messages = value.array else {
      throw RequestFields.wrongType(value, "messages", expected: "an array of objects")
    }
    guard !messages.isEmpty else {
      throw .invalid(
        "Invalid 'messages': empty array. Expected an array with at least one message.",
        param: "messages", code: "empty_array")
    }
    for (index, message) in messages.enumerated() { try check(message, "messages.[\(index)]") }
    return messages
  }

  private static func check(_ message: JSONValue, _ place: String) throws(APIError) {
    guard message.object != nil else {
      throw RequestFields.wrongType(message, place, expected: "an object")
    }
    guard let role = message["role"]?.string else { throw RequestFields.missing("\(place).role") }
    guard roles.contains(role) else {
      throw .invalid(
        "Invalid value: '\(role)'. Supported values are: "
          + roles.map { "'\($0)'" }.joined(separator: ", ") + ".",
        param: "\(place).role", code: "invalid_value")
    }
    switch message["content"] {
    case .string: return
    case .array(let parts):
      for (index, part) in parts.enumerated() {
        try check(part: part, "\(place).content.[\(index)]")
      }
    case nil, .null:
      let hasCalls = message["tool_calls"]?.array?.isEmpty == false
      guard role == "assistant", hasCalls || message["function_call"] != nil else {
        throw RequestFields.missing("\(place).content")
      }
    case let other?:
      throw RequestFields.wrongType(
        other, "\(place).content", expected: "a string or an array of parts")
    }
  }

  private static func check(part: JSONValue, _ place: String) throws(APIError) {
    guard part["type"]?.string == "text", part["text"]?.string != nil else {
      throw .invalid(
        "Invalid content part: the models here read text alone, {\"type\": \"text\", \"text\": ...}.",
        param: place, code: "invalid_value")
    }
  }
}
