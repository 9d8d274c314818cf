// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import Testing
import Tokenizer

@testable import Analyzers

@Suite struct ChatTokensTests {
  private func total(_ row: JSONValue, _ start: ChatTokens.FunctionStart, of name: String) throws
    -> Int
  {
    let tokenizer = try TextTokenizer.named(name)
    return ChatTokens(start) { tokenizer.count($0) }
      .total(row["messages"]?.array ?? [], tools: row["tools"] ?? row["functions"])
  }

  /// Made by `Tests/Oracles/chat_tokens_diff.py --golden --cases 12 --seed 3` with tiktoken 0.14.0.
  @Test func theRecipeIsFollowed() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/chat_tokens.jsonl")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 24)
    for line in lines {
      let row = try JSONParser.parse(Array(line.utf8), file: "golden")
      let isLater = row["model"] == "gpt-4o-mini"
      let found = try total(
        row, isLater ? .ofLater : .ofCL100K, of: isLater ? "o200k_base" : "cl100k_base")
      #expect(found == row["tokens"]?.integer, "\(line)")
    }
  }

  private func total(_ text: String) throws -> Int {
    try total(
      JSONParser.parse(Array(text.utf8), file: "row"), .ofLater, of: "o200k_base")
  }

  @Test func olderFunctionsCountAsTools() throws {
    let function = #"{"name": "f", "description": "Looks.", "parameters": {"properties": {}}}"#
    let message = #""messages": [{"role": "user", "content": "hi"}]"#
    let new = try total(
      "{\(message), \"tools\": [{\"type\": \"function\", \"function\": \(function)}]}")
    #expect(try total("{\(message), \"functions\": [\(function)]}") == new)
    #expect(try total("{\(message)}") == 3 + 3 + 2)
    #expect(try total("{\(message), \"tools\": []}") == 3 + 3 + 2)
  }

  /// What the recipe does not expect is not a reason to fail.
  @Test(arguments: [
    #"{"messages": [{"role": "user", "content": null, "weight": 1}, 5, {}]}"#,
    #"{"messages": [], "tools": [{"function": {"name": 1, "parameters": {"properties": {"a": 1}}}}]}"#,
    #"{"messages": [], "tools": {"a": 1}}"#,
    #"{"messages": [], "tools": [{"parameters": {"properties": {"a": {"type": ["x"], "enum": [1]}}}}]}"#,
  ])
  func oddRowsAreCounted(row: String) throws {
    #expect(try total(row) >= 3)
  }

  @Test func textsInPartsAndCallsCount() throws {
    let parts = #"{"messages": [{"role": "user", "content": [{"type": "text", "text": "hi"}]}]}"#
    #expect(try total(parts) == 3 + 3 + 2)
    let call = #"[{"id": "a", "type": "function", "function": {"name": "f", "arguments": "{}"}}]"#
    let without = try total(#"{"messages": [{"role": "assistant", "content": null}]}"#)
    #expect(
      try total("{\"messages\": [{\"role\": \"assistant\", \"tool_calls\": \(call)}]}") > without)
  }
}
