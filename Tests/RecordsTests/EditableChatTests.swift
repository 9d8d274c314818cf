// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON
import Tables
import Testing

@testable import Records

/// Rows of chats under repair.
@Suite struct EditableChatTests {
  private func chat(_ line: String) throws -> EditableChat {
    let source = try TableSource(contents: Array(line.utf8), path: "chats.jsonl")
    var reader = try source.open()
    let batch = RecordBatch(try #require(try reader.next()))
    return EditableChat(batch.rows[0], ChatCells(batch))
  }

  private func line(_ chat: EditableChat) -> String {
    var out: [UInt8] = []
    chat.writeLine(to: &out)
    return String(decoding: out.dropLast(), as: UTF8.self)
  }

  /// Numbers, escapes, the order of keys and keys that stand twice are the writer's own.
  @Test(arguments: [
    #"{"messages":[{"role":"user","content":"\u00e9\/"}],"n":1.50e1,"big":123456789012345678901234567890}"#,
    #"{"b":true,"messages":[],"a":null,"text":"x \" y"}"#,
    #"{"messages":[{"content":"{ a: [1, 2] }","role":"user","x":1,"x":2}]}"#,
    #"{"messages":"hello","a b\"c":{"d":[]}}"#,
  ])
  func whatNobodyChangesStaysAsItIsWritten(row: String) throws {
    let chat = try chat(row)
    #expect(line(chat) == row && !chat.isChanged)
  }

  @Test func spaceBetweenThePartsGoes() throws {
    let chat = try chat(
      #"{ "messages" : [ { "role" : "user",  "content" : " a  b " } ] , "n" : [ 1 , 2 ] }"#)
    #expect(line(chat) == #"{"messages":[{"role":"user","content":" a  b "}],"n":[1,2]}"#)
  }

  @Test func textsAreEditedWhereverTheyStand() throws {
    var chat = try chat(
      #"{"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"a"}}]},{"role":"assistant","content":"a","name":"a"}]}"#
    )
    var answers: [Bool] = []
    let isChanged = chat.editTexts { text, isAnswer in
      answers.append(isAnswer)
      return text + text
    }
    #expect(isChanged && chat.isChanged && answers == [false, true])
    #expect(
      line(chat)
        == #"{"messages":[{"role":"user","content":[{"type":"text","text":"aa"},{"type":"image_url","image_url":{"url":"a"}}]},{"role":"assistant","content":"aa","name":"a"}]}"#
    )
    #expect(line(chat.original).contains(#""text":"a""#))
    var same = chat.original
    #expect(!same.editTexts { _, _ in nil } && !same.isChanged)
  }

  @Test func allCellsOfAPreferenceAreEdited() throws {
    var chat = try chat(
      #"{"prompt":"a","chosen":{"messages":[{"from":"gpt","value":"a"}]},"rejected":[{"role":"assistant","content":"a"}]}"#
    )
    var answers: [Bool] = []
    _ = chat.editTexts { text, isAnswer in
      answers.append(isAnswer)
      return text + text
    }
    #expect(
      line(chat)
        == #"{"prompt":"aa","chosen":{"messages":[{"from":"gpt","value":"aa"}]},"rejected":[{"role":"assistant","content":"aa"}]}"#
    )
    #expect(answers == [true, true, false])
    // It has no list of its own that could be cut or joined.
    #expect(!chat.editConversation { _ in true })
  }

  @Test func aListThatIsATextIsWrittenAsTheList() throws {
    var chat = try chat(#"{"messages":" [ {\"role\": \"user\", \"content\": \"a b\"} ]"}"#)
    #expect(line(chat) == #"{"messages":[{"role":"user","content":"a b"}]}"#)
    let messages = chat.conversation()
    #expect(messages == [["role": "user", "content": "a b"]])
    #expect(chat.readList() && chat.isChanged)
  }

  @Test func columnsGo() throws {
    var chat = try chat(#"{"system":"a","messages":[]}"#)
    chat.remove(0)
    #expect(line(chat) == #"{"messages":[]}"# && chat.isChanged)
  }

  @Test(arguments: [
    (#"{"messages":[ ]}"#, true), (#"{"messages":null,"a":1}"#, true), (#"{"messages":" "}"#, true),
    (#"{"messages":"a"}"#, false), (#"{"messages":{}}"#, false),
    (#"{"messages":[{}]}"#, false),
  ])
  func rowsWithoutMessagesAreEmpty(row: String, isEmpty: Bool) throws {
    #expect(try chat(row).isEmpty == isEmpty)
  }

  /// What is written somewhere else may be what is missing.
  @Test func aRowWithoutTheColumnIsEmptyWhereItHasNothing() throws {
    let text = #"{"messages":[]}"# + "\n{}\n" + #"{"text":"a"}"# + "\n"
    let source = try TableSource(contents: Array(text.utf8), path: "chats.jsonl")
    var reader = try source.open()
    let batch = RecordBatch(try #require(try reader.next()))
    let cells = ChatCells(batch)
    #expect((0..<3).map { EditableChat(batch.rows[$0], cells).isEmpty } == [true, true, false])
    #expect(line(EditableChat(batch.rows[1], cells)) == "{}")
  }

  /// The rows after a plan have all columns, at their places.
  @Test func plansKeepColumns() throws {
    let text =
      #"{"messages":[{"role":"user","content":"a"}],"n":1}"# + "\n"
      + #"{"tools":[ ],"messages":[]}"#
    let source = try TableSource(contents: Array(text.utf8), path: "chats.jsonl")
    var plan = FixPlan(keepsColumns: true)
    plan.append(round: [
      FixStep(.messages, "double") { record in
        record.editTexts(of: nil) { text, _ in text + text }
      }
    ])
    var reader = try source.open()
    let after = plan.applied(to: RecordBatch(try #require(try reader.next())))
    #expect(after.rows.columns == ["messages", "n", "tools"] && after.columns.messages == 0)
    #expect(after.rows[0].text(0) == #"[{"role":"user","content":"aa"}]"#)
    #expect(after.rows[0].text(1) == "1" && after.rows[0].kind(2) == .missing)
    #expect(after.rows[1].kind(1) == .missing && after.rows[1].text(2) == "[]")
  }
}
