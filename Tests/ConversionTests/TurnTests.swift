// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Conversion

/// Turns and tools of other shapes as messages, and back.
@Suite struct TurnTests {
  private func messages(_ turns: [JSONValue]) throws(ReadFault) -> [JSONValue] {
    var losses = LeftOut()
    return try TurnReader.messages(turns, column: "conversations", losses: &losses)
  }

  private func fault(_ turns: [JSONValue]) -> String? {
    let fault = #expect(throws: ReadFault.self) { try messages(turns) }
    guard case .malformed(let message, let column, let remedy) = fault else { return nil }
    #expect(column == "conversations" && remedy.contains("`from` and `value`"))
    return message
  }

  @Test(
    arguments: [
      ("human", "user"), ("user", "user"), ("gpt", "assistant"), ("GPT", "assistant"),
      ("chatgpt", "assistant"), ("bot", "assistant"), ("model", "assistant"), ("system", "system"),
      ("developer", "developer"), ("tool", "tool"), ("observation", "tool"),
      ("function", "function"),
    ] as [(String, String)])
  func speakersHaveRoles(_ speaker: String, _ role: String) throws {
    #expect(
      try messages([["from": .string(speaker), "value": "x"]])
        == [["role": .string(role), "content": "x"]])
  }

  @Test func messagesStayAsTheyAre() throws {
    let message: JSONValue = ["role": "parrot", "content": 5, "name": "x"]
    #expect(try messages([message]) == [message])
  }

  @Test func weightsAreKeptAndOtherMembersNoted() throws {
    var losses = LeftOut()
    let read = try TurnReader.messages(
      [
        ["from": "gpt", "value": nil, "weight": 0, "id": "7"],
        ["from": "gpt", "value": "a", "weight": nil],
      ], column: "c", losses: &losses)
    #expect(
      read == [
        ["role": "assistant", "content": "", "weight": 0], ["role": "assistant", "content": "a"],
      ])
    #expect(losses.keys.map(\.name) == ["c[].id"] && losses.keys[0].example == "7")
  }

  @Test func whatIsNoTurnIsAFault() {
    #expect(fault(["x"]) == "a turn is not an object")
    #expect(fault([["value": "x"]]) == "a turn has no `from` and `value`")
    #expect(fault([["from": "human"]]) == "a turn has no `from` and `value`")
    #expect(fault([["from": "human", "value": 5]]) == "the value of a turn is not text")
    #expect(fault([["from": "parrot", "value": "x"]]) == "nobody knows who speaks as `parrot`")
    #expect(fault([["role": "parrot", "parts": []]]) == "nobody knows who speaks as `parrot`")
    #expect(
      fault([["from": "function_call", "value": "x"]])
        == "the value of a `function_call` is not a JSON object")
    #expect(fault([["from": "function_call", "value": "{}"]]) == "a `function_call` has no name")
  }

  @Test func callsJoinTheAnswerBeforeThem() throws {
    let call: JSONValue = [
      "from": "function_call", "value": #"{"name": "find", "arguments": {"n": 1}}"#,
    ]
    let made: JSONValue = [
      [
        "id": "call_1", "type": "function",
        "function": ["name": "find", "arguments": #"{"n":1}"#],
      ]
    ]
    #expect(
      try messages([["from": "gpt", "value": "I look."], call])
        == [["role": "assistant", "content": "I look.", "tool_calls": made]])
    #expect(
      try messages([["from": "human", "value": "q"], call]).last
        == ["role": "assistant", "content": nil, "tool_calls": made])
    // A message that was one already is left alone.
    #expect(
      try messages([["role": "assistant", "content": "a"], call]).last
        == ["role": "assistant", "content": nil, "tool_calls": made])
  }

  @Test func resultsTakeTheNumbersOfTheirCallsInTurn() throws {
    let read = try messages([
      ["from": "function_call", "value": #"[{"name": "a", "arguments": "{}"}, {"name": "b"}]"#],
      ["from": "observation", "value": "1"], ["from": "observation", "value": "2"],
      ["from": "observation", "value": "3"],
    ])
    #expect(read[0]["tool_calls"]?.array?.map { $0["id"] } == ["call_1", "call_2"])
    #expect(
      read[0]["tool_calls"]?.array?.map { $0["function"]?["arguments"] } == ["{}", "{}"])
    #expect(read[1...].map { $0["tool_call_id"] } == ["call_1", "call_2", nil])
  }

  @Test func partsBecomeContent() throws {
    var losses = LeftOut()
    let turns: [JSONValue] = [
      ["parts": [["text": "q"]], "x": 1],
      ["role": "model", "parts": [["text": "a"], ["text": "b"]]],
    ]
    let read = try TurnReader.messages(turns, column: "contents", losses: &losses)
    #expect(read[0] == ["role": "user", "content": "q"])
    #expect(
      read[1] == [
        "role": "assistant",
        "content": [["type": "text", "text": "a"], ["type": "text", "text": "b"]],
      ])
    #expect(losses.keys.map(\.name) == ["contents[].x"])
    let fault = #expect(throws: ReadFault.self) {
      try messages([["parts": [["text": "a"], ["inlineData": [:]]]]])
    }
    guard case .obstacle(.noText) = fault else {
      Issue.record("a picture is an obstacle")
      return
    }
  }

  // MARK: Tools

  @Test func listsOfToolsMayBeTexts() {
    #expect(ToolList.parsed("[1]") == [1] && ToolList.parsed(#"{"a":1}"#) == ["a": 1])
    for other: JSONValue in ["5", "\"a\"", "x", [1]] {
      let parsed = ToolList.parsed(other)
      #expect(parsed == nil, "\(other)")
    }
  }

  @Test func functionsAreWrappedAndUnwrapped() {
    let bare: JSONValue = [["name": "find", "parameters": [:]]]
    let wrapped: JSONValue = [
      ["type": "function", "function": ["name": "find", "parameters": [:]]]
    ]
    #expect(ToolList.wrapped(bare) == wrapped && ToolList.bare(wrapped) == bare)
    #expect(ToolList.wrapped(wrapped) == wrapped && ToolList.bare(bare) == bare)
    #expect(ToolList.wrapped(.string(bare.text())) == wrapped)
    // What says more than that stays.
    let strict: JSONValue = [["type": "function", "function": ["name": "f"], "strict": true]]
    #expect(ToolList.bare(strict) == strict && ToolList.wrapped(strict) == strict)
    let search: JSONValue = [["type": "web_search", "name": "w"]]
    #expect(ToolList.wrapped(search) == search && ToolList.wrapped(["a": 1]) == ["a": 1])
    #expect(ToolList.bare("x") == "x")
  }

  @Test func argumentsAreWrittenAsTexts() {
    let message: JSONValue = [
      "role": "assistant",
      "tool_calls": [
        ["id": "a", "function": ["name": "f", "arguments": ["n": 1]]], ["id": "b"],
        ["id": "c", "function": ["name": "g", "arguments": "{}"]],
      ], "function_call": ["name": "h", "arguments": ["m": [2]]],
    ]
    let texts = ToolList.withTexts(message)
    #expect(texts["tool_calls"]?.array?[0]["function"]?["arguments"] == #"{"n":1}"#)
    #expect(texts["tool_calls"]?.array?[1] == ["id": "b"])
    #expect(texts["tool_calls"]?.array?[2]["function"]?["arguments"] == "{}")
    #expect(texts["function_call"]?["arguments"] == #"{"m":[2]}"#)
    #expect(
      ToolList.withTexts("x") == "x" && ToolList.withTexts(["role": "user"]) == ["role": "user"])
  }

  // MARK: Transcripts and turns

  @Test func conversationsAsOneText() throws {
    var losses = LeftOut()
    let talk: [JSONValue] = [
      ["role": "system", "content": "s"], ["role": "user", "content": "q", "name": "Ann"],
      ["role": "assistant", "content": "a"],
    ]
    #expect(try Transcript.text(talk, &losses) == "System: s\n\nUser: q\n\nAssistant: a")
    #expect(losses.keys.map(\.name) == ["messages[].name"])
    #expect(throws: Obstacle.noMessages) { try Transcript.text([], &losses) }
    #expect(throws: Obstacle.calls) { try Transcript.text([["role": "tool"]], &losses) }
    #expect(throws: Obstacle.calls) {
      try Transcript.text([["role": "assistant", "tool_calls": [["name": "f"]]]], &losses)
    }
    #expect(throws: Obstacle.noText) {
      try Transcript.text([["role": "user", "content": 5]], &losses)
    }
    #expect(
      Transcript.messages("\n\nHuman: q\n\nAssistant: a")
        == [["role": "user", "content": "q"], ["role": "assistant", "content": "a"]])
    #expect(Transcript.messages("q") == nil)
  }

  @Test func messagesAsTurns() throws {
    var losses = LeftOut()
    let calls: JSONValue = [["name": "f", "arguments": #"{"n":1}"#], ["name": "g"]]
    let turns = try ShareGPTTurns.turns(
      [
        ["role": "developer", "content": "d"], ["role": "user", "content": "q", "weight": nil],
        ["role": "assistant", "content": "a", "weight": 1],
        ["role": "assistant", "tool_calls": calls], ["role": "tool", "content": "r"],
      ], &losses)
    #expect(turns.map { $0["from"] } == ["system", "human", "gpt", "function_call", "observation"])
    #expect(turns[2]["weight"] == 1 && turns[1]["weight"] == nil)
    #expect(
      turns[3]["value"]
        == #"[{"name":"f","arguments":{"n":1}},{"name":"g","arguments":{}}]"#)
    #expect(throws: Obstacle.noMessages) { try ShareGPTTurns.turns([], &losses) }
    #expect(throws: Obstacle.noText) {
      try ShareGPTTurns.turns([["role": "user", "content": 5]], &losses)
    }
  }
}
