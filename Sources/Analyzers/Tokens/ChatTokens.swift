// SPDX-License-Identifier: Apache-2.0

package import Dataset
package import JSON

/// How many tokens a conversation takes: those of its texts, and those that the form of a chat adds.
/// Source: OpenAI's cookbook, "How to count tokens with tiktoken": `num_tokens_from_messages` and
/// `num_tokens_for_tools`. It does not say what calls take, which count as the JSON that they are, nor what
/// images take, which count nothing.
package struct ChatTokens {
  /// What begins a function, by the models' tokenizer.
  package enum FunctionStart: Int, Sendable {
    case ofCL100K = 10
    case ofLater = 7
  }

  /// The name of the tokenizer of gpt-3.5 and gpt-4.
  package static let cl100kName = "cl100k_base"

  private static let ofMessage = 3
  private static let ofName = 1
  /// What stands before the answer.
  private static let ofAnswer = 3
  private static let ofFunctions = 12
  private static let ofProperties = 3
  private static let ofProperty = 3
  private static let ofChoices = -3
  private static let ofChoice = 3

  private let functionStart: FunctionStart
  private let count: (Bytes) -> Int

  /// - Parameter count: the tokens of a text.
  package init(_ functionStart: FunctionStart, count: @escaping (Bytes) -> Int) {
    self.functionStart = functionStart
    self.count = count
  }

  /// - Parameter tools: what the model may call; nil without.
  package func total(_ messages: [JSONValue], tools: JSONValue?) -> Int {
    let texts = messages.reduce(0) { $0 + Self.ofMessage + message($1) }
    return texts + Self.ofAnswer + functions(tools?.array ?? [])
  }

  private func message(_ message: JSONValue) -> Int {
    (message.object?.members ?? []).reduce(0) { sum, member in
      switch member.value {
      case .string(let text): sum + tokens(text) + (member.key == "name" ? Self.ofName : 0)
      case .array(let parts) where member.key == "content": sum + self.parts(parts)
      case .array, .object: sum + tokens(member.value.text())
      default: sum
      }
    }
  }

  private func parts(_ parts: [JSONValue]) -> Int {
    parts.reduce(0) { $0 + tokens($1["text"]?.string ?? "") }
  }

  private func functions(_ tools: [JSONValue]) -> Int {
    guard !tools.isEmpty else { return 0 }
    return tools.reduce(Self.ofFunctions) { $0 + functionStart.rawValue + function($1) }
  }

  /// A function of `tools`, or of the older `functions`, which names it without a type.
  private func function(_ tool: JSONValue) -> Int {
    let function = tool["function"] ?? tool
    let head = (function["name"]?.string ?? "") + ":" + Self.description(function)
    let properties = function["parameters"]?["properties"]?.object?.members ?? []
    return properties.reduce(tokens(head) + (properties.isEmpty ? 0 : Self.ofProperties)) {
      $0 + Self.ofProperty + property($1.key, $1.value)
    }
  }

  private func property(_ name: String, _ schema: JSONValue) -> Int {
    let type = schema["type"].map { $0.string ?? $0.text() } ?? ""
    var sum = tokens("\(name):\(type):\(Self.description(schema))")
    if let choices = schema["enum"]?.array {
      sum += choices.reduce(Self.ofChoices) {
        $0 + Self.ofChoice + tokens($1.string ?? $1.text())
      }
    }
    return sum
  }

  /// A description without the period at its end.
  private static func description(_ value: JSONValue) -> String {
    let text = value["description"]?.string ?? ""
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  private func tokens(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { count($0) }
  }
}
