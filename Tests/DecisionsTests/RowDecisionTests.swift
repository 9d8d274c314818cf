// SPDX-License-Identifier: Apache-2.0

import JSON
import Records
import Testing

@testable import Decisions

/// Decisions as lines of their file.
@Suite struct RowDecisionTests {
  private func decision(_ action: RowDecision.Action) -> RowDecision {
    RowDecision(
      RowIdentity(key: RowKey(value: 7), copy: 2), action, label: "a", number: 4, text: "text")
  }

  @Test(
    arguments: [
      (RowDecision.Action.keep, "keep"), (.change(" b"), "change"), (.drop, "drop"),
      (.undo, "undo"),
    ] as [(RowDecision.Action, String)])
  func linesComeBack(_ action: RowDecision.Action, _ name: String) throws {
    let json = decision(action).json
    #expect(json["action"]?.string == name && json["copy"] == 2 && json["number"] == 4)
    #expect((json["to"] == " b") == (name == "change"))
    #expect(RowDecision(json) == decision(action))
  }

  @Test(arguments: ["row", "copy", "action", "label"] as [String])
  func aLineLacksNothing(_ key: String) throws {
    var object = try #require(decision(.keep).json.object)
    object[key] = nil
    #expect(RowDecision(.object(object)) == nil)
    object[key] = "?"
    #expect((RowDecision(.object(object)) == nil) == (key != "label"))
  }

  @Test func whatIsForPeopleMayBeMissing() throws {
    var object = try #require(decision(.drop).json.object)
    object["number"] = nil
    object["text"] = nil
    let read = try #require(RowDecision(.object(object)))
    #expect(read.number == 0 && read.text == "" && read.action == .drop)
    object["copy"] = -1
    #expect(RowDecision(.object(object)) == nil)
  }

  @Test func aChangeNamesItsLabel() throws {
    var object = try #require(decision(.change("b")).json.object)
    object["to"] = nil
    #expect(RowDecision(.object(object)) == nil)
  }

  @Test func textsAreCut() {
    let long = RowDecision(
      RowIdentity(key: RowKey(value: 1), copy: 0), .keep, label: "", number: 0,
      text: String(repeating: "x", count: 81))
    #expect(long.text == String(repeating: "x", count: 80))
  }

  @Test func copiesOfARowAreCounted() {
    var identities = RowIdentities()
    let keys = [1, 2, 1, 1, 2].map { identities.next(RowKey(value: $0)) }
    #expect(keys.map(\.copy) == [0, 0, 1, 2, 1])
    #expect(keys[0] != keys[2] && keys[0].key == keys[2].key)
  }
}
