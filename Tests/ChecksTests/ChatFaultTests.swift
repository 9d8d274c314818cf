// SPDX-License-Identifier: Apache-2.0

import Records
import Tables
import Testing

@testable import Checks

@Suite struct ChatFaultTests {
  static let user = #"{"role":"user","content":"q"}"#
  static let answer = #"{"role":"assistant","content":"a"}"#
  static let call =
    #"{"role":"assistant","tool_calls":[{"id":"1","type":"function","#
    + #""function":{"name":"f","arguments":"{}"}}]}"#
  static let result = #"{"role":"tool","tool_call_id":"1","content":"r"}"#

  static func assistant(_ members: String) -> String {
    #"{"role":"assistant","content":"a",\#(members)}"#
  }

  /// A fault, the messages, and the place of the first at fault.
  static let cases: [(ChatFault, [String], Int?)] = [
    (.noMessages, [], 0), (.noMessages, [user], nil), (.noUser, [], nil),
    (.notAnObject, [user, "3"], 1), (.notAnObject, [user], nil),
    (.unknownRole, [user, #"{"role":"bot","content":"x"}"#], 1), (.unknownRole, [user], nil),
    (.noContent, [#"{"role":"user"}"#], 0), (.noContent, [#"{"role":"user","content":3}"#], 0),
    (.noContent, [#"{"role":"user","content":[]}"#], 0), (.noContent, [user, call], nil),
    (.noContent, [#"{"role":"assistant","refusal":"no"}"#], nil),
    (.noContent, [#"{"role":"user","content":[{"text":"x"}]}"#], 0),
    (.unknownKey, [user, assistant(#""mood":"x""#)], 1), (.unknownKey, [user, call], nil),
    (.noAssistant, [user], 0), (.noAssistant, [user, answer], nil),
    (.lastNotAssistant, [answer, user], 0), (.lastNotAssistant, [user, answer], nil),
    (.lastNotAssistant, [user], nil),
    (.badWeight, [user, assistant(#""weight":2"#)], 1),
    (.badWeight, [#"{"role":"user","content":"q","weight":1}"#], 0),
    (.badWeight, [assistant(#""weight":0"#), assistant(#""weight":1"#)], nil),
    (.badWeight, [assistant(#""weight":0.0"#), assistant(#""weight":1.0"#)], nil),
    (.badWeight, [#"{"role":"user","content":"q","weight":null}"#], nil),
    (.unknownKey, [#"{"role":"user","content":"q","mood":null}"#], nil),
    (.nullKey, [user, assistant(#""weight":null"#)], 1), (.nullKey, [user, answer], nil),
    (.nullKey, [#"{"role":"assistant","content":null}"#], nil),
    (.nothingTrained, [user, assistant(#""weight":0"#)], 0), (.nothingTrained, [user], nil),
    (.nothingTrained, [user, assistant(#""weight":0"#), answer], nil),
    (.lateSystem, [#"{"role":"system","content":"s"}"#, user, answer], nil),
    (.lateSystem, [user, #"{"role":"developer","content":"s"}"#], 1),
    (.noUser, [answer], 0), (.noUser, [user], nil),
    (.sameRoleTwice, [user, user], 1), (.sameRoleTwice, [user, answer, user, answer], nil),
    (.sameRoleTwice, [user, call, result, result, answer, answer], 5),
    (.strayToolResult, [user, call, result], nil), (.strayToolResult, [user, result, call], 1),
    (.strayToolResult, [user, call, result, result], 3),
    (.unansweredCall, [user, call, answer], 1), (.unansweredCall, [user, call, result], nil),
    (.unansweredCall, [user, call], nil),
    (.blankAnswer, [user, #"{"role":"assistant","content":" "}"#], 1),
    (.blankAnswer, [#"{"role":"user","content":" "}"#, answer], nil),
    (.noSystem, [user, answer], 0), (.noSystem, [#"{"role":"system","content":"s"}"#], nil),
    (.badPart, [#"{"role":"user","content":[{"type":"video"}]}"#], 0),
    (.badPart, [#"{"role":"user","content":[{"type":"text","text":"x"}]}"#], nil),
    (.badPart, [#"{"role":"user","content":[{"type":"text"}]}"#], 0),
    (
      .badPart,
      [#"{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://x"}}]}"#], nil
    ),
    (
      .badPart,
      [#"{"role":"user","content":[{"type":"image_url","image_url":{"url":"ftp://x"}}]}"#], 0
    ),
    (
      .badPart,
      [#"{"role":"assistant","content":[{"type":"image_url","image_url":{"url":"https://x"}}]}"#],
      0
    ),
    (
      .badPart, [#"{"role":"user","content":[{"type":"input_audio","input_audio":{"data":""}}]}"#],
      0
    ),
    (.badPart, [#"{"role":"user","content":[{"type":"file","file":{"id":"x"}}]}"#], nil),
    (.decimalWeight, [user, #"{"role":"assistant","content":"x","weight":1.0}"#], 1),
    (.decimalWeight, [#"{"role":"assistant","content":"x","weight":1}"#], nil),
    (.decimalWeight, [#"{"role":"user","content":"x","weight":0.0}"#], nil),
    (.blankAnswer, [#"{"role":"assistant","content":null,"refusal":"No."}"#], nil),
  ]

  @Test(arguments: ChatFaultTests.cases.indices) func firstFault(_ index: Int) {
    let (fault, messages, expected) = Self.cases[index]
    let text = "[" + messages.joined(separator: ",") + "]"
    let conversation = Array(text.utf8).withUnsafeBufferPointer { Conversation($0, .nested) }
    #expect(fault.firstFault(in: conversation) == expected, "\(fault) in \(text)")
  }

  /// Messages of a role and a text alone are judged by a shorter way: to the same end as messages that
  /// name who speaks besides.
  @Test(arguments: ChatFault.allCases) func plainMessagesAreJudgedAlike(_ fault: ChatFault) {
    let roles = ["system", "user", "assistant", "tool", "nobody"]
    for number in 0..<roles.count * roles.count * roles.count {
      let chosen = [number / 25, number / 5 % 5, number % 5].map { roles[$0] }
      func place(_ more: String) -> Int? {
        let messages = chosen.enumerated().map { index, role in
          #"{"content":"\#(index == number % 3 ? " " : "x")","role":"\#(role)"\#(more)}"#
        }
        let text = "[" + messages.joined(separator: ",") + "]"
        let conversation = Array(text.utf8).withUnsafeBufferPointer { Conversation($0, .nested) }
        #expect(conversation.isPlain == more.isEmpty)
        return fault.firstFault(in: conversation)
      }
      #expect(place("") == place(#","name":"ann""#), "\(fault) \(chosen)")
    }
  }

  /// Every fault is tested with a conversation that has it and with one that has it not.
  @Test func everyFaultIsTested() {
    for fault in ChatFault.allCases {
      let places = Self.cases.filter { $0.0 == fault }.map(\.2)
      #expect(places.contains { $0 != nil } && places.contains { $0 == nil }, "\(fault)")
    }
  }

  /// That no conversation has instructions is no fault, only that some have.
  @Test func instructionsOfSomeConversations() throws {
    let check = try CheckRun("{kind: chat, fault: no-system}")
    let bare = "[\(Self.user),\(Self.answer)]"
    let led = #"[{"role":"system","content":"s"},"# + "\(Self.user),\(Self.answer)]"
    func found(_ chats: [String]) throws -> [String] {
      try check(chats.map { [($0, .nested)] }, columns: ["messages"])
    }
    #expect(try found([bare, bare]) == [])
    #expect(try found([bare, led, bare]) == ["row 2 [0, 2]"])
    #expect(try found([led]) == [])
  }

  /// The first call at fault is shown, with its place in its row.
  @Test func callsOfToolsThatAreNotWhole() throws {
    let check = try CheckRun("{kind: tool-call, fault: incomplete-call}")
    let cut =
      #"{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f"}}]}"#
    let chats = [Self.call, cut, cut].map { [("[\(Self.user),\($0)]", CellKind.nested)] }
    let found = try check(chats, columns: ["messages"])
    #expect(found.count == 1)
    #expect(
      found.first?.hasPrefix("row 2 [1, 2] fault=in row 2 at `/messages/1/") == true, "\(found)")
    #expect(found.first?.contains("`, expected ") == true)
    #expect(try check([chats[0]], columns: ["messages"]) == [])
    let other = try CheckRun("{kind: tool-call, fault: unknown-tool}")
    #expect(try other(chats, columns: ["messages"]) == [])
  }

  /// As many rows as a habit needs, and the share of them; a tie is the longer answers' habit.
  @Test(arguments: [
    (3, 66, 2, 0, "row 2 [] length=at most half as long"), (3, 67, 2, 0, nil), (4, 1, 2, 0, nil),
    (3, 66, 0, 2, "row 2 [] length=at least twice as long"), (3, 67, 0, 2, nil),
    (3, 33, 1, 1, "row 1 [] length=at least twice as long"),
  ])
  func betterAnswersOfAnotherLength(
    rows: Int, share: Int, shorter: Int, longer: Int, expected: String?
  ) throws {
    let check = try CheckRun("{kind: preference-length, rows: \(rows), share: \(share)}")
    let pairs =
      Array(repeating: ("ab", "abcd"), count: shorter)
      + Array(repeating: ("abcd", "ab"), count: longer)
    let cells = (pairs + Array(repeating: ("abc", "abcd"), count: 3 - shorter - longer)).map {
      [("q", CellKind.text), ($0, CellKind.text), ($1, CellKind.text)]
    }
    let found = try check(cells, columns: ["prompt", "chosen", "rejected"])
    #expect(found == (expected.map { [$0] } ?? []))
  }

  @Test func chatsAreCheckedAlone() throws {
    let check = try CheckRun("{kind: chat, fault: no-assistant}")
    #expect(try check([("a", "b")]) == [])
    #expect(
      try check([[("[\(Self.user)]", .nested)]], columns: ["messages"]) == ["row 1 [0]"])
  }
}
