// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import ToolCalls

@Suite struct ToolCallExaminerTests {
  private static let parameters: JSONValue = [
    "type": "object",
    "properties": [
      "city": ["type": "string", "enum": ["Rome", "Oslo"]],
      "days": ["$ref": "#/$defs/days"],
      "legs": ["type": "array", "items": ["anyOf": [["type": "string"], ["type": "null"]]]],
    ],
    "required": ["city"], "additionalProperties": false,
    "$defs": ["days": ["type": "integer", "minimum": 1, "maximum": 14]],
  ]

  private func faults(
    _ arguments: JSONValue, name: String = "weather", tools: JSONValue? = nil
  ) -> [ToolCallFault] {
    let list =
      tools ?? [
        ["type": "function", "function": ["name": "weather", "parameters": Self.parameters]]
      ]
    let messages: [JSONValue] = [
      ["role": "user", "content": "How will it be?"],
      [
        "role": "assistant",
        "tool_calls": [
          [
            "id": "a", "type": "function",
            "function": ["name": .string(name), "arguments": arguments],
          ]
        ],
      ],
      ["role": "tool", "tool_call_id": "a", "content": "sun"],
    ]
    return ToolCallExaminer.faults(in: messages, tools: list.array.map { ToolSet($0) })
  }

  @Test func goodCallsHaveNoFault() {
    #expect(faults(#"{"city":"Rome","days":2.0,"legs":["a",null]}"#).isEmpty)
    #expect(ToolCallExaminer.faults(in: [], tools: nil).isEmpty)
  }

  /// Where the fault is, what belongs there, and what stands there.
  @Test(arguments: [
    (#"{"city":"Paris"}"#, "/city", #"one of "Rome", "Oslo""#, #"the text "Paris""#),
    (#"{}"#, "", "a member `city`", "none"),
    (#"{"city":"Rome","days":"2"}"#, "/days", "an integer", #"the text "2""#),
    (#"{"city":"Rome","days":2.5}"#, "/days", "an integer", "2.5"),
    (#"{"city":"Rome","days":0}"#, "/days", "at least 1", "0"),
    (#"{"city":"Rome","wind":true}"#, "/wind", "no member of that name", "true"),
    (#"{"city":"Rome","legs":["a",7]}"#, "/legs/1", "a string or null", "7"),
    (#"{"city":"Rome","legs":{}}"#, "/legs", "a list", "an object"),
  ])
  func violationsHaveTheirPlace(
    _ arguments: String, _ pointer: String, _ expected: String, _ found: String
  ) {
    let start = "/messages/1/tool_calls/0/function/arguments"
    #expect(
      faults(.string(arguments)) == [
        ToolCallFault(.badArguments, at: start + pointer, expected: expected, found: found)
      ])
  }

  @Test func theFormOfArguments() {
    #expect(faults(["city": "Rome"]).map(\.kind) == [.objectArguments])
    #expect(faults(["city": 1]).map(\.kind) == [.objectArguments, .badArguments])
    for text in ["", "{", "[1]", "null", "city"] {
      #expect(faults(.string(text)).map(\.kind) == [.incompleteCall], "\(text)")
    }
    #expect(faults(nil).map(\.kind) == [.incompleteCall])
  }

  @Test func toolsOfTheRow() {
    #expect(faults(#"{"city":"Rome"}"#, name: "wether").map(\.kind) == [.unknownTool])
    #expect(faults("{}", tools: []).map(\.expected) == ["no tool at all"])
    // A bare function, and one whose schema stands under Anthropic's name.
    #expect(faults("{}", tools: [["name": "weather", "parameters": Self.parameters]]).count == 1)
    #expect(faults("{}", tools: [["name": "weather", "input_schema": Self.parameters]]).count == 1)
    #expect(faults("{}", tools: [["name": "weather"]]).isEmpty)
  }

  @Test func brokenSchemasAreFaultsOfTheTool() {
    let tools: [JSONValue] = [
      ["type": "function", "function": ["name": "f", "parameters": ["type": "text"]]]
    ]
    let fault = ToolSet(tools).faults.first
    #expect(fault?.kind == .badSchema && fault?.pointer == "/tools/0/function/parameters/type")
    #expect(fault?.found.contains("`f`") == true)
  }

  @Test func callsAndResultsBelongTogether() {
    func call(_ id: JSONValue) -> JSONValue {
      ["id": id, "type": "function", "function": ["name": "f", "arguments": "{}"]]
    }
    let answer: JSONValue = ["role": "assistant", "tool_calls": [call("a"), call("b")]]
    let results: [JSONValue] = ["a", "b"].map {
      ["role": "tool", "tool_call_id": $0, "content": "x"]
    }
    func kinds(_ messages: [JSONValue]) -> [ToolCallFault.Kind] {
      ToolCallExaminer.faults(in: messages, tools: nil).map(\.kind)
    }
    #expect(kinds([answer] + results.reversed()).isEmpty)
    #expect(
      kinds([answer, results[0], ["role": "user", "content": "?"], results[1]]) == [.lateResult])
    #expect(kinds([answer] + results + [answer]) == [.repeatedCall, .repeatedCall])
    #expect(
      kinds([["role": "assistant", "tool_calls": [call("a"), call("a")]]]) == [.repeatedCall])
    #expect(kinds([["role": "assistant", "tool_calls": [call(nil)]]]) == [.incompleteCall])
    #expect(kinds([["role": "assistant", "tool_calls": []]]) == [.incompleteCall])
    #expect(kinds([["role": "user", "content": "q", "tool_calls": nil]]).isEmpty)
    #expect(
      kinds([["role": "user", "content": "q", "tool_calls": [call("a")]]]) == [.incompleteCall])
    #expect(
      kinds([["role": "assistant", "function_call": ["name": "f", "arguments": "x"]]]) == [
        .incompleteCall
      ])
  }
}
