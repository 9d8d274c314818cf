// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import ChatTemplates
@testable import LossView

/// Rows of tokens in each form, and what all rows come to.
@Suite struct LossFormTests {
  private func tokens(_ parts: [(String, TokenFate)]) -> [SeenToken] {
    var place = 0
    return parts.enumerated().map { index, part in
      let utf8 = Array(part.0.utf8)
      defer { place += utf8.count }
      return SeenToken(
        id: Int32(index), utf8: utf8, fate: part.1, weight: part.1 == .trained ? 1 : 0,
        bytes: place..<place + utf8.count)
    }
  }

  private func row(
    _ parts: [(String, TokenFate)], number: Int = 1, facts: [LossFact] = []
  ) -> RowView {
    RowView(number: number, line: number + 1, tokens: tokens(parts), facts: facts)
  }

  @Test func neighborsOfOneFateAreOneText() {
    let row = row([("a", .masked), ("b", .trained), ("c\nd", .trained), ("e", .cut)])
    #expect(
      LossText(colored: false).text(of: row)
        == "row 1, line 2: 2 trained, 1 masked, 1 cut\na[[bc\nd]]{{e}}\n")
    #expect(
      LossText(colored: true).text(of: row).hasSuffix(
        "\u{1B}[2ma\u{1B}[0m\u{1B}[1;32mbc\nd\u{1B}[0m\u{1B}[9;31me\u{1B}[0m\n"))
    #expect(LossText(colored: false).legend == "[[trained]] masked {{cut}}\n")
  }

  @Test func factsStandBelowTheirRow() {
    let view = row([("a", .masked)], facts: [.noAnswer, .systemCut])
    #expect(
      LossText(colored: false).text(of: view).hasSuffix(
        "  error no-answer: there is no answer of the assistant\n"
          + "  warning system-cut: the system message is cut\n"))
  }

  @Test func longFactsAreBrokenBetweenWords() {
    let view = row([("a", .masked)], facts: [.refused("one two three four")])
    #expect(
      LossText(colored: false, width: 26).text(of: view).hasSuffix(
        "  error refused-row: one\n    two three four\n"))
  }

  @Test func controlCharactersAreShownAndNotSent() {
    let text = LossText(colored: false).text(of: row([("\u{1B}[31m", .masked)]))
    #expect(!text.contains("\u{1B}"))
  }

  @Test(
    arguments: [
      (LossFact.refused("no"), "refused-row", true), (.noAnswer, "no-answer", true),
      (.emptyMask, "empty-mask", true), (.nothingLeft, "nothing-left", true),
      (.endNotTrained, "end-not-trained", false), (.systemCut, "system-cut", false),
      (.noMarks, "no-marks", true),
    ] as [(LossFact, String, Bool)])
  func factsHaveANameAndAGrade(_ fact: LossFact, _ name: String, _ isError: Bool) {
    #expect(fact.name == name && fact.isError == isError)
    #expect(!fact.message.isEmpty && !fact.message.hasSuffix(".") && !fact.remedy.isEmpty)
  }

  @Test func rowsAreSummedUp() {
    var summary = LossSummary()
    #expect(summary.sentence == "0 rows: 0 tokens trained, 0 masked, 0 cut" && !summary.hasErrors)
    summary.add(row([("a", .trained), ("b", .cut)], facts: [.systemCut]))
    #expect(summary.sentence == "1 row: 1 token trained, 0 masked, 1 cut" && !summary.hasErrors)
    #expect(
      summary.lines(of: "f") == [
        "f: warning system-cut: the system message is cut, in row 1. Raise --max-length, or shorten"
          + " the conversation"
      ])
    for number in 2...12 { summary.add(row([("c", .masked)], number: number, facts: [.noAnswer])) }
    #expect(summary.hasErrors && summary.rows == 12 && summary.counts[.masked] == 11)
    #expect(
      summary.lines(of: "f").last
        == "f: error no-answer: there is no answer of the assistant, in rows 2, 3, 4, 5, 6, 7, 8, 9,"
        + " 10, 11 and 1 more. Add an answer, or leave the row out")
  }

  @Test func rowsAndTheirSumAsJSON() {
    let view = row([("a", .trained), ("b", .cut)], facts: [.systemCut])
    let json = LossJSON.value(of: view)
    #expect(json["row"] == 1 && json["line"] == 2 && json["facts"] == ["system-cut"])
    #expect(json["trained"] == 1 && json["masked"] == 0 && json["cut"] == 1)
    #expect(
      json["tokens"]?.array?.first == ["id": 0, "text": "a", "fate": "trained", "weight": 1.0])
    var summary = LossSummary()
    summary.add(view)
    let whole = LossJSON.value(of: summary, file: "f", rows: [json])
    #expect(whole["n"] == 1 && whole["file"] == "f" && whole["rows"] == [json])
    #expect(whole["facts"]?.array?.first?["severity"] == "warning")
    #expect(whole["facts"]?.array?.first?["rows"] == [1])
  }

  @Test func aPageShowsTokensWithTheirFates() {
    let parts: [(String, TokenFate)] = [("<a>", .trained), ("b\nc", .masked), ("d", .cut)]
    var summary = LossSummary()
    for number in 1...2 { summary.add(row(parts, number: number, facts: [.systemCut])) }
    let page = LossPage(file: "f", summary, rows: [row(parts, facts: [.systemCut])])
      .text(origin: nil)
    #expect(page.contains("<b title=\"0\">&lt;a&gt;</b><span title=\"1\">b\nc</span>"))
    #expect(page.contains("<s title=\"2\">d</s>") && page.contains("<h2 id=\"row-1\">Row 1</h2>"))
    #expect(page.contains("<p class=\"explanation\">1 trained, 1 masked, 1 cut</p>"))
    #expect(page.contains("1 of 2 rows are shown; --rows shows more.</p>"))
    #expect(page.contains("<li>the system message is cut</li>"))
  }

  /// A character may have its bytes in several tokens.
  @Test func charactersInSeveralTokensAreShownOnce() {
    let bytes = Array("é".utf8)
    let halves = bytes.enumerated().map { index, byte in
      SeenToken(
        id: Int32(index), utf8: [byte], fate: .trained, weight: 0.5, bytes: index..<index + 1)
    }
    var summary = LossSummary()
    let view = RowView(number: 1, line: 1, tokens: halves, facts: [])
    summary.add(view)
    let page = LossPage(file: "f", summary, rows: [view]).text(origin: nil)
    #expect(page.contains("<b title=\"0, weight 0.5\">é</b>"))
    #expect(!page.contains("rows are shown"))
    #expect(LossText(colored: false).text(of: view).contains("[[é]]"))
    #expect(halves[0].text == "\u{FFFD}")
  }

  @Test func trainersDifferInWhatTheyNeed() {
    #expect(LossTrainer.allCases.filter(\.needsMarks) == [.trl])
    #expect(LossTrainer.allCases.map(\.usualLength) == [1024, nil, nil, nil])
  }

  @Test(
    arguments: [("", ""), (" a ", "a"), ("\n\ta b\u{A0}", "a b"), ("  ", ""), ("a", "a")]
      as [(String, String)])
  func spaceAroundATextGoes(_ text: String, _ trimmed: String) {
    #expect(text[...].trimmed == trimmed)
  }
}
