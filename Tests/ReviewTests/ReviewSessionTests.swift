// SPDX-License-Identifier: Apache-2.0

import Decisions
import Records
import Testing

@testable import Review

@Suite struct ReviewSessionTests {
  private static let labels = ["card", "card lost", "loan"]

  private static func item(_ index: Int, suggestion: String? = "loan") -> ReviewItem {
    var item = ReviewItem(
      row: RowIdentity(key: RowKey(value: UInt64(index)), copy: 0), number: index, line: index + 2,
      prompt: "text \(index)\nwith \u{1B}[31m two lines", label: "card")
    item.suggestion = suggestion.map {
      .init(label: $0, probability: 0.9, ownProbability: 0.05)
    }
    return item
  }

  private func session(_ count: Int = 3, suggestion: String? = "loan") -> ReviewSession {
    ReviewSession(
      items: (0..<count).map { Self.item($0, suggestion: suggestion) }, labels: Self.labels)
  }

  private func press(_ text: String, _ session: inout ReviewSession) -> [ReviewSession.Effect] {
    ReviewKey.keys(Array(text.utf8)).map { session.press($0) }
  }

  @Test func keysDecide() {
    var session = session(4)
    let effects = press("\rkd", &session)
    let rows = (0..<3).map { Self.item($0) }
    #expect(
      effects == [
        .keep(rows[0].decision(.change("loan"))), .keep(rows[1].decision(.keep)),
        .keep(rows[2].decision(.drop)),
      ])
    #expect(session.place == 3 && session.decided == 3)
    #expect(press("q", &session) == [.quit] && press("\u{3}", &session) == [.quit])
  }

  @Test(arguments: [
    ("3\r", "loan"), ("lo\r", "card lost"), ("loan\r", "loan"), ("lost\r", "card lost"),
  ])
  func classesAreChosenByNumberOrName(typed: String, label: String) {
    var session = session()
    let effects = press("c" + typed, &session)
    #expect(effects.last == .keep(Self.item(0).decision(.change(label))))
  }

  @Test func theSameClassIsKept() {
    var session = session()
    #expect(press("ccard\r", &session).last == .keep(Self.item(0).decision(.keep)))
  }

  @Test func aClassThatIsNotThereChangesNothing() {
    var session = session()
    #expect(press("cmortgage\r", &session).last == ReviewSession.Effect.none)
    #expect(!session.message.isEmpty && session.mode == .choosing("mortgage"))
    _ = press("\u{1B}", &session)
    #expect(session.mode == .looking && session.decided == 0)
  }

  @Test func undoGoesBackStepByStep() {
    var session = session()
    _ = press("k", &session)
    _ = press("b", &session)
    _ = press("d", &session)
    #expect(press("u", &session) == [.keep(Self.item(0).decision(.keep))])
    #expect(session.place == 0 && session.decisions[Self.item(0).row] == .keep)
    #expect(press("u", &session) == [.keep(Self.item(0).decision(.undo))])
    #expect(session.decided == 0)
    #expect(press("u", &session) == [.none])
  }

  @Test func searchFindsTheNextRow() {
    var session = session()
    _ = press("/text 2\r", &session)
    #expect(session.place == 2)
    _ = press("/TEXT\r", &session)
    #expect(session.place == 0)
    _ = press("n", &session)
    #expect(session.place == 1)
    _ = press("/nowhere\r", &session)
    #expect(session.place == 1 && session.message.contains("nowhere"))
  }

  @Test func rowsAreSkippedAndNotDecided() {
    var session = session()
    _ = press("s\u{1B}[C\u{1B}[C", &session)
    #expect(session.place == 2 && session.decided == 0)
    _ = press("\u{1B}[D", &session)
    #expect(session.place == 1)
  }

  @Test func aReviewGoesOnWhereItStopped() {
    let earlier = [Self.item(0).decision(.keep), Self.item(2).decision(.drop)]
    let session = ReviewSession(
      items: (0..<3).map { Self.item($0) }, labels: Self.labels, earlier: earlier)
    #expect(session.place == 1 && session.decided == 2)
  }

  @Test func withoutASuggestionNothingIsTaken() {
    var session = session(suggestion: nil)
    #expect(press("\r", &session) == [.none])
    #expect(session.message.contains("no suggestion"))
  }

  @Test(arguments: [(80, 24), (20, 8), (40, 10)]) func theScreenHasRoomForAllLines(
    width: Int, height: Int
  ) {
    var session = session()
    for keys in ["", "c", "lo", "\u{1B}", "/abc", "\u{1B}", "x"] {
      _ = press(keys, &session)
      let lines = ReviewScreen(width: width, height: height).lines(session, file: "rows.csv")
      #expect(lines.count <= height)
      // Nothing of the data reaches the terminal as a command.
      #expect(lines.allSatisfy { !$0.contains("\u{1B}") })
    }
  }

  @Test func bytesAreKeys() {
    #expect(ReviewKey.keys([0x1B]) == [.escape])
    #expect(ReviewKey.keys([0x1B, 0x5B, 0x33, 0x7E, 0x6B]) == [.escape, .character("k")])
    #expect(ReviewKey.keys(Array("\u{E9}\r".utf8)) == [.character("\u{E9}"), .enter])
    #expect(ReviewKey.keys([0x7F, 0x08, 0x00]) == [.erase, .erase])
  }
}
