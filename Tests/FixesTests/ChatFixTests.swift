// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Fixes

/// The kinds of fixes on chats: what they change, what they leave, and where they are not offered.
@Suite struct ChatFixTests {
  private func row(_ messages: String...) -> String {
    #"{"messages":["# + messages.joined(separator: ",") + "]}"
  }

  private let ask = #"{"role":"user","content":"Hi"}"#
  private let say = #"{"role":"assistant","content":"Yes."}"#

  private func chat(_ fault: String, _ fix: String) throws -> FixRun {
    try FixRun(check: "{kind: chat, fault: \(fault)}", fix: fix)
  }

  @Test func rolesAreRenamed() throws {
    let fix = try chat("unknown-role", "{kind: rename-roles}")
    let rows = [
      row(#"{"role":" Human","content":"Hi"}"#, #"{"content":"x","role":"GPT","n":1}"#),
      row(#"{"role":"narrator","content":"Hi"}"#, #"{"role":"model","content":"x"}"#, ask),
      row(#"{"role":"observation","content":"x"}"#, say),
    ]
    #expect(
      try fix.chats(rows) == [
        row(#"{"role":"user","content":"Hi"}"#, #"{"content":"x","role":"assistant","n":1}"#),
        row(#"{"role":"narrator","content":"Hi"}"#, #"{"role":"assistant","content":"x"}"#, ask),
        rows[2],
      ])
    #expect(try fix.chats([rows[2], row(ask, say)]) == nil)
  }

  @Test(arguments: [
    ("no-assistant", "assistant", #"{"role":"system","content":"x"}"#),
    ("nothing-trained", "weight", #"{"role":"assistant","content":"x","weight":0}"#),
    ("no-content", "content", #"{"role":"assistant","name":"Al"}"#),
    ("blank-answer", "text", #"{"role":"assistant","content":[{"type":"text","text":"\n"}]}"#),
  ])
  func conversationsWithoutAnAnswerAreDropped(fault: String, lack: String, message: String) throws {
    let fix = try chat(fault, "{kind: drop-unanswered, lacks: \(lack)}")
    let kept = [row(ask, message, ask, say), row(#"{"role":"who","content":"x"}"#, message)]
    #expect(try fix.chats([row(ask, message)] + kept) == kept)
    #expect(try fix.chats(kept) == nil)
  }

  /// What an answer says may stand behind a key that nobody knows, or be a refusal or a call.
  @Test(arguments: [
    #"{"role":"assistant","content":null,"refusal":"No."}"#,
    #"{"role":"assistant","content":{"text":"x"}}"#,
    #"{"role":"assistant","content":"","reasoning_content":"x"}"#,
    #"{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}"#,
    #"{"role":"assistant","audio":{"id":"a"}}"#,
  ])
  func answersInOtherFormsAreKept(message: String) throws {
    for (fault, lack) in [("no-content", "content"), ("blank-answer", "text")] {
      let fix = try chat(fault, "{kind: drop-unanswered, lacks: \(lack)}")
      #expect(try fix.chats([row(ask, message)]) == nil)
    }
  }

  @Test func rowsWithoutMessagesAreDropped() throws {
    let fix = try chat("no-messages", "{kind: drop-without-messages}")
    let rows = [row(ask, say), row(), #"{"messages":null}"#, "{}", #"{"messages":"hello"}"#]
    #expect(try fix.chats(rows) == [rows[0], rows[4]])
    #expect(try fix.chats([rows[0], rows[4]]) == nil)
  }

  @Test func listsAreRead() throws {
    let fix = try FixRun(check: "{kind: list-as-text}", fix: "{kind: read-lists}")
    let text = #"{"messages":"[{\"role\": \"user\", \"content\": \"Hi\"}]"}"#
    #expect(try fix.chats([text, row(ask, say)]) == [row(ask), row(ask, say)])
    #expect(try fix.chats([#"{"messages":"[]x"}"#, row(ask, say)]) == nil)
  }

  @Test func keysAreRemoved() throws {
    let nulls = try chat("null-key", "{kind: remove-keys, group: null}")
    let rows = [
      row(#"{"role":"user","name":null,"content":"Hi"}"#, #"{"role":"assistant","content":null}"#)
    ]
    #expect(try nulls.chats(rows) == [row(ask, #"{"role":"assistant","content":null}"#)])
    let unknown = try chat("unknown-key", "{kind: remove-keys, group: unknown}")
    let odd = [
      row(#"{"role":"user","mood":1,"content":"Hi","why":"x"}"#, say),
      row(#"{"role":"user","value":"Hi"}"#, say),
    ]
    #expect(try unknown.chats(odd) == [row(ask, say), odd[1]])
    // The text itself may be what the unknown key holds.
    #expect(try unknown.chats([odd[1]]) == nil)
  }

  @Test func weightsAreWhole() throws {
    let fix = try chat("bad-weight", "{kind: whole-weights}")
    func weighed(_ role: String, _ weight: String) -> String {
      #"{"role":"\#(role)","content":"x","weight":\#(weight)}"#
    }
    let plain = #"{"role":"user","content":"x"}"#
    #expect(
      try fix.chats([
        row(weighed("assistant", "true"), weighed("assistant", #""0""#)),
        row(weighed("user", "1"), weighed("assistant", "1.0"), weighed("assistant", "0.5")),
      ]) == [
        row(weighed("assistant", "1"), weighed("assistant", "0")),
        row(plain, weighed("assistant", "1"), weighed("assistant", "0.5")),
      ])
    #expect(try fix.chats([row(ask, weighed("assistant", "2"))]) == nil)
    let decimal = try chat("decimal-weight", "{kind: whole-weights}")
    #expect(
      try decimal.chats([row(ask, weighed("assistant", "0.0"), say)]) == [
        row(ask, weighed("assistant", "0"), say)
      ])
  }

  @Test func whatStandsBehindTheLastAnswerIsCut() throws {
    let fix = try chat("last-not-assistant", "{kind: cut-behind-answer}")
    #expect(
      try fix.chats([row(ask, say, ask, ask), row(ask, say)]) == [row(ask, say), row(ask, say)])
  }

  @Test func systemMessagesComeFirst() throws {
    let fix = try chat("late-system", "{kind: system-first}")
    let (system, developer) = (
      #"{"role":"system","content":"a"}"#, #"{"role":"developer","content":"b"}"#
    )
    #expect(
      try fix.chats([row(ask, system, say, developer)]) == [row(system, developer, ask, say)])
  }

  @Test func neighborsOfOneRoleAreJoined() throws {
    let fix = try chat("same-role-twice", "{kind: join-messages}")
    func user(_ content: String, _ rest: String = "") -> String {
      #"{"role":"user","content":\#(content)\#(rest)}"#
    }
    #expect(
      try fix.chats([
        row(user(#""a""#), user(#""b""#), user(#""c""#), say, say),
        row(user(#"[{"type":"text","text":"a"}]"#), user(#"[{"type":"text","text":"b"}]"#), say),
      ]) == [
        row(user(#""a\n\nb\n\nc""#), #"{"role":"assistant","content":"Yes.\n\nYes."}"#),
        row(user(#"[{"type":"text","text":"a"},{"type":"text","text":"b"}]"#), say),
      ])
    // Other speakers, weights and kinds of content keep them apart.
    #expect(
      try fix.chats([
        row(user(#""a""#, #","name":"Ann""#), user(#""b""#), say),
        row(user(#""a""#), user("[]"), say),
        row(ask, #"{"role":"assistant","content":"x","weight":0}"#, say),
      ]) == nil)
  }

  @Test func argumentsBecomeTexts() throws {
    let fix = try FixRun(
      check: "{kind: tool-call, fault: object-arguments}", fix: "{kind: text-arguments}")
    func calls(_ arguments: String) -> String {
      #"{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":\#(arguments)}}]}"#
    }
    func call(_ arguments: String) -> String {
      #"{"role":"assistant","function_call":{"name":"f","arguments":\#(arguments)}}"#
    }
    let object = #"{"b": [1, 2.5], "a": null}"#
    let text = #""{\"b\":[1,2.5],\"a\":null}""#
    #expect(
      try fix.chats([row(ask, calls(object)), row(ask, call(object))]) == [
        row(ask, calls(text)), row(ask, call(text)),
      ])
  }

  @Test func aSystemTextBesideIsTakenIn() throws {
    let fix = try FixRun(
      check: "{kind: chat-columns, columns: [system, developer]}", fix: "{kind: take-in-system}")
    func beside(_ column: String, _ messages: String...) -> String {
      #"{"\#(column)":"Be brief.","messages":[\#(messages.joined(separator: ","))]}"#
    }
    let (system, other) = (
      #"{"role":"system","content":"Be brief."}"#, #"{"role":"system","content":"Rhyme."}"#
    )
    let rows = [
      beside("system", ask, say), beside("Developer", ask, say), beside("system", system, ask, say),
      beside("system", other, ask, say), #"{"system":" ","messages":[\#(ask)]}"#,
    ]
    #expect(
      try fix.chats(rows) == [
        row(system, ask, say), row(#"{"role":"developer","content":"Be brief."}"#, ask, say),
        row(system, ask, say),
        // Its keys come in the order in which they come up in the file that is written.
        #"{"messages":[\#(other),\#(ask),\#(say)],"system":"Be brief."}"#, row(ask),
      ])
    // Two instructions are nobody's to choose between.
    #expect(try fix.chats([rows[3]]) == nil)
  }

  /// A system message by another name is one, and messages of another form take in none.
  @Test(arguments: [
    #"{"system":"A","messages":[{"role":"System","content":"B"},{"role":"user","content":"x"}]}"#,
    #"{"system":"A","messages":[{"from":"human","value":"x"},{"from":"gpt","value":"y"}]}"#,
  ])
  func aSystemTextBesideStaysWhereAnotherIs(row: String) throws {
    let fix = try FixRun(
      check: "{kind: chat-columns, columns: [system]}", fix: "{kind: take-in-system}")
    #expect(try fix.chats([row]) == nil)
  }

  /// A value would round them.
  @Test func rowsWithLongNumbersStay() throws {
    let fix = try chat("unknown-role", "{kind: rename-roles}")
    let long = row(#"{"role":"human","content":"x","id":12345678901234567890}"#, say)
    let short = row(#"{"role":"human","content":"x","id":1234567890123456789}"#, say)
    #expect(try fix.chats([long, short]) == [long, short.replacing("human", with: "user")])
  }

  @Test func textsOfMessagesAreFixed() throws {
    let characters = try FixRun(
      check: "{kind: unwanted-character, group: control}",
      fix: "{kind: remove-characters, group: control}")
    let bell = #"{"role":"user","content":"a\u0007b"}"#
    #expect(
      try characters.chats([row(bell, say)]) == [row(#"{"role":"user","content":"ab"}"#, say)])
    // An answer does not become blank.
    let blank = #"{"role":"assistant","content":"\u0007"}"#
    #expect(try characters.chats([row(ask, blank)]) == nil)
    let lines = try FixRun(check: "{kind: mixed-newlines}", fix: "{kind: line-feeds}")
    #expect(
      try lines.chats([row(#"{"role":"user","content":"a\r\nb\nc"}"#, say)]) == [
        row(#"{"role":"user","content":"a\nb\nc"}"#, say)
      ])
    let accents = try FixRun(check: "{kind: decomposed-text}", fix: "{kind: compose}")
    #expect(
      try accents.chats([row(#"{"role":"user","content":"e\#u{301}"}"#, say)]) == [
        row(#"{"role":"user","content":"é"}"#, say)
      ])
    let names = try FixRun(
      check: "{kind: pattern, column: any, pattern: 'Ann'}",
      fix: "{kind: replace-matches, with: '[name]'}")
    #expect(
      try names.chats([row(#"{"role":"user","content":"Ann?"}"#, say)]) == [
        row(#"{"role":"user","content":"[name]?"}"#, say)
      ])
  }

  @Test func copiesOfChatsAreDropped() throws {
    let fix = try FixRun(check: "{kind: duplicate}", fix: "{kind: drop-duplicates}")
    #expect(try fix.chats([row(ask, say), row(ask), row(ask, say)]) == [row(ask, say), row(ask)])
  }
}
