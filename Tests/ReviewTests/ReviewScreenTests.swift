// SPDX-License-Identifier: Apache-2.0

import Decisions
import Records
import Testing

@testable import Review

/// What a review shows.
@Suite struct ReviewScreenTests {
  private func item(_ index: Int, findings: [String] = []) -> ReviewItem {
    var item = ReviewItem(
      row: RowIdentity(key: RowKey(value: UInt64(index)), copy: 0), number: index, line: index + 2,
      prompt: "text \(index)", label: " card")
    item.suggestion = .init(label: "loan", probability: 0.9, ownProbability: 0.05)
    item.findings = findings
    return item
  }

  private func session(_ items: [ReviewItem]) -> ReviewSession {
    ReviewSession(items: items, labels: ["card", "card lost", "loan"])
  }

  private func lines(_ session: ReviewSession, height: Int = 30) -> [String] {
    ReviewScreen(width: 80, height: height).lines(session, file: "rows.csv")
  }

  @Test func aRowIsShownWithWhatIsKnownOfIt() {
    var session = session([item(0, findings: ["DUP001", "WSP001"]), item(1)])
    #expect(
      lines(session).prefix(8) == [
        "rows.csv  1 of 2, 0 decided", "", "text 0", "", "label       ' card'  5.0 %",
        "suggestion  'loan'  90.0 %", "findings    DUP001 WSP001", "row         1, line 2",
      ])
    _ = session.press(.character("d"))
    _ = session.press(.character("b"))
    let shown = lines(session)
    #expect(shown[0] == "rows.csv  1 of 2, 1 decided")
    #expect(shown.contains("decided     drop the row"))
    #expect(shown.last == "/ search  n next match  w what it is worth  q quit")
  }

  @Test(
    arguments: [
      (RowDecision.Action.keep, "keep the label"), (.change("loan"), "change it to 'loan'"),
      (.drop, "drop the row"), (.undo, "open"),
    ] as [(RowDecision.Action, String)])
  func decisionsAreShownInWords(_ action: RowDecision.Action, _ words: String) {
    let item = item(0)
    let session = ReviewSession(
      items: [item], labels: ["card"], earlier: [item.decision(action)])
    #expect(lines(session).contains("decided     \(words)"))
  }

  @Test func classesToChooseFromStandInPlaceOfTheRow() {
    var session = session([item(0)])
    for key in ReviewKey.keys(Array("cca".utf8)) { _ = session.press(key) }
    let shown = lines(session)
    #expect(shown[2...3] == ["1  card", "2  card lost"] && !shown.contains("3  loan"))
    #expect(shown.contains("class: ca_"))
    #expect(session.choices("3").map(\.label) == ["loan"] && session.choices("").count == 3)
    #expect(session.choices("LOST").map(\.number) == [2])
  }

  @Test func whatIsLookedForIsShown() {
    var session = session([item(0)])
    for key in ReviewKey.keys(Array("/ab".utf8)) { _ = session.press(key) }
    #expect(lines(session).contains("search: ab_"))
    for _ in 0..<3 { _ = session.press(.erase) }
    #expect(session.mode == .looking)
    _ = session.press(.character("n"))
    #expect(session.message == "/ looks for a text first.")
  }

  @Test func longRowsAreCutToTheScreen() {
    var long = item(0)
    long = ReviewItem(
      row: long.row, number: 0, line: 2,
      prompt: Array(repeating: "line", count: 50).joined(separator: "\n"),
      label: "card")
    let shown = lines(session([long]), height: 12)
    #expect(shown.count <= 12 && shown.contains("..."))
    #expect(lines(session([])).contains("There is nothing to look at."))
    #expect(lines(session([]))[0] == "rows.csv  0 of 0, 0 decided")
  }

  @Test func theEndsOfTheListAreTold() {
    var session = session([item(0), item(1)])
    _ = session.press(.up)
    #expect(session.place == 0 && session.message == "This is the first row.")
    _ = session.press(.down)
    _ = session.press(.down)
    #expect(session.place == 1 && session.message == "This is the last row.")
    _ = session.press(.character("k"))
    _ = session.press(.character("k"))
    #expect(session.message == "All rows are decided about; q ends the review.")
    _ = session.press(.character("z"))
    #expect(session.message == "That key does nothing here.")
    let effect = session.press(.character("w"))
    #expect(effect == .measure)
  }

  @Test func withoutClassesNoneIsChosen() {
    var session = ReviewSession(items: [item(0)], labels: [])
    _ = session.press(.character("c"))
    #expect(session.mode == .looking && session.message.contains("not classes"))
  }
}
