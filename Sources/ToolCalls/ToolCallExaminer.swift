// SPDX-License-Identifier: Apache-2.0

package import JSON
import JSONSchema

/// Examines the calls of a conversation and their results: whether each call is whole, names a tool of the
/// row, gives it what its schema asks for, and is followed by its result.
package struct ToolCallExaminer {
  private let tools: ToolSet?
  private var faults: [ToolCallFault] = []
  private var identifiers: Set<String> = []
  /// The calls that the results which follow may answer.
  private var open: Set<String> = []

  private init(_ tools: ToolSet?) { self.tools = tools }

  /// All faults of a conversation, in its order.
  /// - Parameter tools: what the row offers; nil where it says nothing of tools.
  package static func faults(in messages: [JSONValue], tools: ToolSet?) -> [ToolCallFault] {
    var examiner = ToolCallExaminer(tools)
    for (index, message) in messages.enumerated() where message.object != nil {
      examiner.examine(message, at: "/messages/\(index)")
    }
    return examiner.faults
  }

  private mutating func examine(_ message: JSONValue, at pointer: String) {
    if let call = Self.value("function_call", of: message) {
      examine(function: call, at: "\(pointer)/function_call")
    }
    let isResult = message["role"]?.string == "tool"
    if isResult { examineResult(message, at: pointer) } else { open.removeAll() }
    guard let calls = Self.value("tool_calls", of: message) else { return }
    let place = "\(pointer)/tool_calls"
    guard let list = calls.array, !list.isEmpty else {
      return add(.incompleteCall, place, expected: "a list of calls", found: Self.found(calls))
    }
    guard message["role"]?.string == "assistant" else {
      return add(
        .incompleteCall, place, expected: "calls by the role assistant alone",
        found: "\(list.count)")
    }
    for (index, call) in list.enumerated() { examine(call: call, at: "\(place)/\(index)") }
  }

  /// Tables of columns write `null` where a row has no such key.
  private static func value(_ key: String, of message: JSONValue) -> JSONValue? {
    guard let value = message[key], value != .null else { return nil }
    return value
  }

  private mutating func add(
    _ kind: ToolCallFault.Kind, _ pointer: String, expected: String, found: String
  ) {
    faults.append(ToolCallFault(kind, at: pointer, expected: expected, found: found))
  }

  private static func found(_ value: JSONValue?) -> String {
    switch value {
    case nil: "nothing"
    case .object?: "an object"
    case .array(let list)?: list.isEmpty ? "an empty list" : "a list"
    case let value?: String(value.text().prefix(40))
    }
  }

  // MARK: Calls

  private mutating func examine(call: JSONValue, at pointer: String) {
    if let id = call["id"]?.string, !id.isEmpty {
      if !identifiers.insert(id).inserted {
        add(
          .repeatedCall, "\(pointer)/id", expected: "an identifier of its own",
          found: "`\(id)` again")
      }
      open.insert(id)
    } else {
      add(
        .incompleteCall, "\(pointer)/id", expected: "an identifier", found: Self.found(call["id"]))
    }
    if call["type"]?.string != "function" {
      add(
        .incompleteCall, "\(pointer)/type", expected: "the type \"function\"",
        found: Self.found(call["type"]))
    }
    guard let function = call["function"], function.object != nil else {
      return add(
        .incompleteCall, "\(pointer)/function", expected: "an object of name and arguments",
        found: Self.found(call["function"]))
    }
    examine(function: function, at: "\(pointer)/function")
  }

  private mutating func examine(function: JSONValue, at pointer: String) {
    guard let name = function["name"]?.string, !name.isEmpty else {
      return add(
        .incompleteCall, "\(pointer)/name", expected: "a name", found: Self.found(function["name"]))
    }
    if let tools, tools.tools[name] == nil {
      add(.unknownTool, "\(pointer)/name", expected: tools.names, found: "`\(name)`")
    }
    let place = "\(pointer)/arguments"
    let given = function["arguments"]
    if given?.object != nil {
      add(
        .objectArguments, place, expected: "the text of a JSON object", found: "the object itself")
    }
    guard let arguments = Self.arguments(given) else {
      return add(
        .incompleteCall, place, expected: "the text of a JSON object", found: Self.found(given))
    }
    guard let violation = tools?.tools[name]?.schema?.violation(in: arguments) else { return }
    let found = violation.found
    add(.badArguments, place + violation.pointer, expected: violation.expected, found: found)
  }

  /// The arguments as an object; nil where they are none.
  private static func arguments(_ given: JSONValue?) -> JSONValue? {
    guard var text = given?.string else { return given?.object == nil ? nil : given }
    let value = text.withUTF8 { try? JSONParser.parse($0) }
    return value?.object == nil ? nil : value
  }

  // MARK: Results

  /// A result that names a call of the conversation stands right behind it, beside those of the calls that
  /// were made with it. One that names no call is the business of another rule.
  private mutating func examineResult(_ message: JSONValue, at pointer: String) {
    guard let id = message["tool_call_id"]?.string, identifiers.contains(id), !open.contains(id)
    else { return }
    add(
      .lateResult, pointer, expected: "the result right behind the message of its call",
      found: "other messages between them")
  }
}
