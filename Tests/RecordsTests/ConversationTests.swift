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

  @Test(arguments: [
    (#"[{"role": "user", "content": "a"}, {"content": "", "role": "x"}]"#, true), ("[]", true),
    (#"[{"role": "user", "content": null}]"#, false), (#"[{"role": "user"}]"#, false),
    ("[3]", false),
    (#"[{"role": "user", "role": "tool"}]"#, false), (#"[{"role": "user", "text": "a"}]"#, false),
    (#"[{"role": "user", "content": "a", "weight": 0}]"#, false),
  ])
  func aPlainConversationHasRolesAndTextsAlone(_ text: String, _ expected: Bool) {
    #expect(conversation(text).isPlain == expected)
  }

  @Test func rolesAreFoundOnce() {
    let text =
      #"[{"role": "user", "content": "a"}, {"role": "x", "content": "b"}, {"content": "c"}]"#
    #expect(conversation(text).roles == [.user, nil, nil])
  }

  /// What all texts of a chat are made of decides whether a check looks at them.
  @Test func aBlockKnowsWhatItsChatsAreMadeOf() {
    func block(_ texts: [String]) -> TextTraits? {
      var rows = RowBatch.Builder(file: "chats.jsonl", columns: ["messages"], firstRow: 0)
      for text in texts {
        rows.append(#"[{"role": "user", "content": "\#(text)"}]"#, kind: .nested)
        rows.endRow(line: 1)
      }
      var traits: TextTraits?
      RecordBatch(rows.finish()).visitBlocks { traits = $0.traits }
      return traits
    }
    #expect(block(["a", "b"])?.isASCII == true && block(["a", "é"])?.isASCII == false)
    #expect(block(["12", "1"])?.digits == 2 && block(["a"])?.hasControls == false)
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
