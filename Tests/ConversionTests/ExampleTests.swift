// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Conversion

/// Examples on their way from one shape to another.
@Suite struct ExampleTests {
  private func user(_ text: String) -> JSONValue { ChatMessages.message("user", text) }
  private func answer(_ text: String) -> JSONValue { ChatMessages.message("assistant", text) }
  private func system(_ text: String) -> JSONValue { ChatMessages.message("system", text) }
  private static let call: JSONValue = [
    "role": "assistant", "content": nil,
    "tool_calls": [["id": "a", "function": ["name": "find", "arguments": "{}"]]],
  ]

  // MARK: Messages

  @Test func rolesAreTold() {
    #expect(ChatMessages.isInstruction(system("x")))
    #expect(ChatMessages.isInstruction(["role": "developer"]))
    #expect(!ChatMessages.isInstruction(user("x")) && !ChatMessages.isInstruction([:]))
    #expect(ChatMessages.isAnswer(answer("x")) && !ChatMessages.isAnswer(user("x")))
    #expect(ChatMessages.isResult(["role": "tool"]) && ChatMessages.isResult(["role": "function"]))
    #expect(!ChatMessages.isResult(answer("x")))
  }

  @Test func whatSaysNothingIsNoValue() {
    #expect(ChatMessages.value("a", of: ["a": nil]) == nil)
    #expect(ChatMessages.value("a", of: ["b": 1]) == nil)
    #expect(ChatMessages.value("a", of: ["a": false]) == false)
  }

  @Test func callsOfBothForms() {
    #expect(ChatMessages.functions(Self.call).map { $0["name"] } == ["find"])
    #expect(
      ChatMessages.functions(["function_call": ["name": "old"]]).map { $0["name"] } == ["old"])
    #expect(
      ChatMessages.functions(["tool_calls": [["name": "bare"]]]).map { $0["name"] } == ["bare"])
    #expect(ChatMessages.functions(["tool_calls": nil, "function_call": nil]).isEmpty)
  }

  @Test func textsOfContent() {
    #expect(ChatMessages.text(user("a")) == "a")
    #expect(ChatMessages.text(["role": "user"]) == "" && ChatMessages.text(["content": nil]) == "")
    #expect(
      ChatMessages.text(["content": [["type": "text", "text": "a"], ["text": "b"]]]) == "a\nb")
    #expect(ChatMessages.text(["content": [["type": "image_url", "text": "a"]]]) == nil)
    #expect(ChatMessages.text(["content": 5]) == nil && ChatMessages.text(["content": []]) == "")
  }

  // MARK: Messages as pairs

  private func pair(_ messages: [JSONValue]) throws(Obstacle) -> PairTexts {
    var losses = LeftOut()
    return try ChatMessages.pair(messages, &losses)
  }

  @Test func theLastTurnIsThePair() throws {
    let one = try pair([user("q"), answer("a")])
    #expect(one == PairTexts(instruction: "q", answer: "a"))
    let more = try pair([
      system("s"), ["role": "developer", "content": "d"], user("q"), answer("a"), user("r"),
      answer("b"),
    ])
    #expect(more.system == "s\n\nd" && more.instruction == "r" && more.answer == "b")
    #expect(more.history == [PairTexts.Turn(question: "q", answer: "a")])
    #expect(more.prompt == "s\n\nd\n\nr")
  }

  @Test func whatIsNoPairSaysWhy() {
    func obstacle(_ messages: [JSONValue]) -> Obstacle? {
      #expect(throws: Obstacle.self) { try pair(messages) }
    }
    #expect(obstacle([]) == .noMessages)
    #expect(obstacle([user("q")]) == .noAnswer)
    #expect(obstacle([user("q"), Self.call, ["role": "tool", "content": "x"]]) == .calls)
    #expect(
      obstacle([answer("a")]) == .noPrompt && obstacle([system("s"), answer("a")]) == .noPrompt)
    #expect(obstacle([user("q"), user("r"), answer("a")]) == .order)
    #expect(obstacle([user("q"), answer("a"), system("s"), answer("b")]) == .order)
    #expect(obstacle([user("q"), Self.call]) == .calls)
    let picture: JSONValue = ["role": "user", "content": [["type": "image_url"]]]
    #expect(obstacle([picture, answer("a")]) == .noText)
    #expect(obstacle([system("s"), picture, answer("a")]) == .noText)
    let unlearned: JSONValue = ["role": "assistant", "content": "a", "weight": 0]
    #expect(obstacle([user("q"), unlearned]) == .notLearned)
  }

  @Test func otherMembersAreNoted() throws {
    var losses = LeftOut()
    losses.begin(row: 4, line: 9)
    let named: JSONValue = ["role": "user", "content": "q", "name": "Ann", "x": nil]
    _ = try ChatMessages.pair([named, answer("a"), named, answer("b")], &losses)
    #expect(losses.keys.map(\.name) == ["messages[].name"])
    #expect(losses.keys[0].rows == 1 && losses.keys[0].example == "Ann")
    #expect(losses.keys[0].firstRow == 4 && losses.keys[0].firstLine == 9)
  }

  @Test func blankPartsAreLeftOut() {
    #expect(PairTexts.joined(["a", " ", "b"]) == "a\n\nb")
    #expect(PairTexts.joined([" ", "  a "]) == "  a " && PairTexts.joined(["", " "]) == " ")
    #expect(PairTexts.joined([]) == "" && PairTexts.joined(["", ""]) == "")
    var pair = PairTexts(instruction: "do", answer: "x")
    pair.input = "it"
    #expect(pair.question == "do\n\nit" && pair.prompt == "do\n\nit")
    pair.system = "s"
    #expect(pair.prompt == "s\n\ndo\n\nit")
  }

  // MARK: Examples

  @Test func pairsBecomeMessages() throws {
    var pair = PairTexts(instruction: "r", answer: "b")
    pair.history = [PairTexts.Turn(question: "q", answer: "a")]
    #expect(
      try ConvertedExample(.pair(pair)).messages() == [
        user("q"), answer("a"), user("r"), answer("b"),
      ])
    pair.system = "s"
    #expect(try ConvertedExample(.pair(pair)).messages().first == system("s"))
    for body in [
      ConvertedExample.Body.text("t"), .pair(PairTexts(instruction: "", answer: "a")),
    ] {
      #expect(throws: Obstacle.noPrompt) { try ConvertedExample(body).messages() }
    }
  }

  @Test func toolsAreNotedWhereTextsCannotHoldThem() throws {
    var losses = LeftOut()
    let chat = ConvertedExample(.chat([user("q"), answer("a")]), tools: [["name": "find"]])
    #expect(try chat.pair(&losses).instruction == "q")
    #expect(losses.keys.map(\.name) == ["tools"])
    #expect(
      try ConvertedExample(.text("t")).pair(&losses) == PairTexts(instruction: "", answer: "t"))
  }

  // MARK: What is left out

  @Test func rowsCountOnceForEachName() {
    var losses = LeftOut()
    #expect(losses.isEmpty && losses.rows == 0)
    for row in 0..<3 {
      losses.begin(row: row, line: row + 1)
      losses.addColumn("note", "text \(row)")
      losses.addColumn("note", "again")
      losses.addKey("k", row == 1 ? nil : ["x": 1])
      losses.add(row == 2 ? .calls : .noText)
    }
    #expect(losses.columns.map(\.rows) == [3] && losses.columns[0].example == "text 0")
    #expect(losses.keys.map(\.rows) == [2] && losses.keys[0].example == #"{"x":1}"#)
    #expect(losses.obstacles.map(\.obstacle) == [.noText, .calls])
    #expect(losses.obstacles.map(\.item.rows) == [2, 1] && losses.rows == 3)
    #expect(losses.obstacles[1].item.firstRow == 2 && !losses.isEmpty)
  }

  @Test func examplesAndNamesHaveALimit() {
    var losses = LeftOut()
    losses.addColumn("short", String(repeating: "x", count: 60))
    losses.addColumn("long", String(repeating: "x", count: 61))
    #expect(losses.columns[0].example.count == 60)
    #expect(losses.columns[1].example == String(repeating: "x", count: 60) + "...")
    for number in 0..<300 { losses.addKey("k\(number)", 1) }
    #expect(losses.keys.count == 200)
  }

  @Test func remediesDependOnTheTarget() {
    #expect(Obstacle.calls.remedy(.promptCompletion)?.contains("--conversational") == true)
    #expect(Obstacle.calls.remedy(.messages) == nil)
    #expect(Obstacle.order.remedy(.text) == "--to messages keeps them")
    #expect(Obstacle.notLearned.remedy(.alpaca) == "--to messages keeps them")
    #expect(Obstacle.notLearned.remedy(.messages) == nil)
    #expect(Obstacle.otherHalf.remedy(.messages)?.contains("--half both") == true)
    #expect(Obstacle.lines.remedy(.text)?.contains(".jsonl") == true)
    #expect(Obstacle.noAnswer.remedy(.text) == nil)
  }
}
