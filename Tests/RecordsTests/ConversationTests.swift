// SPDX-License-Identifier: Apache-2.0

import JSON
import Tables
import Testing

@testable import Records

@Suite struct ConversationTests {
  private func conversation(_ text: String) -> Conversation {
    Array(text.utf8).withUnsafeBufferPointer { Conversation($0, .nested) }
  }

  private func message(_ text: String) throws -> JSONValue {
    try JSONParser.parse(Array(text.utf8), file: "example")
  }

  @Test func messagesAreAList() {
    #expect(conversation("[]").messages == [])
    for text in ["{}", "3", "[", "\"a\""] { #expect(conversation(text).messages == nil) }
    let number = Array("[]".utf8).withUnsafeBufferPointer { Conversation($0, .number) }
    #expect(number.messages == nil)
    let cell = Array("[]".utf8).withUnsafeBufferPointer { Conversation($0, .text) }
    #expect(cell.messages == [])
  }

  @Test func textsComeInTheirOrder() {
    let conversation = conversation(
      """
      [{"role": "user", "content": "a"}, {"content": [{"type": "text", "text": "b"},
       {"type": "image_url"}, {"text": "c"}]}, {"content": null}]
      """)
    #expect(conversation.texts == ["a", "b", "c"])
  }

  @Test(arguments: [
    (#"{"role": "system"}"#, ChatRole.system), (#"{"role": "developer"}"#, .developer),
    (#"{"role": "User"}"#, nil), (#"{"role": 3}"#, nil), ("{}", nil),
  ])
  func roles(_ text: String, _ expected: ChatRole?) throws {
    #expect(Conversation.role(try message(text)) == expected)
  }

  @Test func instructionsAreOfTwoRoles() {
    #expect(ChatRole.allCases.filter(\.isInstruction) == [.system, .developer])
  }

  @Test(arguments: [
    (#"{"content": " "}"#, true), (#"{"content": "a"}"#, false), ("{}", true),
    (#"{"content": [{"type": "image_url"}]}"#, false), (#"{"content": [{"text": " "}]}"#, true),
    (#"{"content": "", "tool_calls": [{"id": "1"}]}"#, false), (#"{"tool_calls": []}"#, true),
    (#"{"function_call": {"name": "f"}}"#, false),
  ])
  func blankMessages(_ text: String, _ expected: Bool) throws {
    #expect(Conversation.isBlank(try message(text)) == expected)
  }

  @Test(arguments: [
    (#"{"role": "assistant"}"#, true), (#"{"role": "assistant", "weight": 1}"#, true),
    (#"{"role": "assistant", "weight": 0}"#, false), (#"{"role": "user", "weight": 1}"#, false),
  ])
  func trainedMessages(_ text: String, _ expected: Bool) throws {
    #expect(Conversation.isTrained(try message(text)) == expected)
  }
}
