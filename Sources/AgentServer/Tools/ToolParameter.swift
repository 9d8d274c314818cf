// SPDX-License-Identifier: Apache-2.0

import JSON

/// What a tool is told, by its name.
struct ToolParameter: Sendable {
  enum Kind: Sendable {
    case text, texts, integer, flag

    var schema: JSONValue {
      switch self {
      case .text: ["type": "string"]
      case .texts: ["type": "array", "items": ["type": "string"]]
      case .integer: ["type": "integer"]
      case .flag: ["type": "boolean"]
      }
    }
  }

  let name: String
  let kind: Kind
  let meaning: String
  var isRequired = false

  var schema: JSONValue {
    var object: JSONObject = ["description": .string(meaning)]
    for member in kind.schema.object?.members ?? [] { object.append(member.key, member.value) }
    return .object(object)
  }

  func accepts(_ value: JSONValue) -> Bool {
    switch kind {
    case .text: value.string != nil
    case .texts: value.array?.allSatisfy { $0.string != nil } ?? false
    case .integer: value.integer != nil
    case .flag: value.bool != nil
    }
  }

  // MARK: - What several tools are told

  static let path = ToolParameter(
    name: "path", kind: .text,
    meaning: "The data file: CSV, TSV, PSV, XLSX, JSON or JSONL, also as .gz.", isRequired: true)

  /// How a file is read and by which rules it is checked.
  static let checking = [
    ToolParameter(
      name: "prompt_column", kind: .text, meaning: "The column that holds the prompts."),
    ToolParameter(
      name: "completion_column", kind: .text, meaning: "The column that holds the completions."),
    ToolParameter(
      name: "select", kind: .texts, meaning: "Only rules whose codes begin so, such as SEP."),
    ToolParameter(name: "ignore", kind: .texts, meaning: "No rules whose codes begin so."),
    ToolParameter(
      name: "model", kind: .text, meaning: "The model that will be trained; its limits count."),
  ]

  static let unsafe = ToolParameter(
    name: "unsafe", kind: .flag,
    meaning: "Make unsafe fixes too, which may drop rows or change what somebody meant.")

  static let only = ToolParameter(
    name: "only", kind: .texts, meaning: "Only the fixes of rules whose codes begin so.")
}
