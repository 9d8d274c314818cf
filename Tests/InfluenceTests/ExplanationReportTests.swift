// SPDX-License-Identifier: Apache-2.0

import JSON
import Reports
import Testing

@testable import Influence

/// Explanations as people and as programs read them.
@Suite struct ExplanationReportTests {
  private func explanation(row: Int, pushes: Int, test: DeletionTest? = nil) -> Explanation {
    Explanation(
      row: row, line: row + 2, prompt: "where is it", label: "card", answer: "loan", other: "card",
      answerProbability: 0.75, otherProbability: 0.25, logOdds: 1.0986, sum: 1.0985,
      pushes: (0..<pushes).map {
        Explanation.Push(
          row: $0, line: nil, prompt: "row \($0)", label: "loan", strength: 0.5 / Double($0 + 1))
      }, test: test)
  }

  private func explanations(_ answers: [Explanation], wrong: Int = 2) -> Explanations {
    Explanations(
      model: "m", file: "f.csv", trainingFile: "t.csv", rows: 1_200, wrong: wrong, answers: answers)
  }

  private func notes(_ section: ReportSection?) -> [String] {
    section?.blocks.compactMap { if case .note(let text) = $0 { text } else { nil } } ?? []
  }

  private static let test = DeletionTest(
    deletedRows: 2, fall: 1.5, randomFall: 0.25, draws: 3, isTurned: true)

  @Test func theVerdictIsTheMeanOfTheTests() {
    let stays = DeletionTest(
      deletedRows: 1, fall: 0.5, randomFall: -0.25, draws: 3, isTurned: false)
    let report = explanations([
      explanation(row: 4, pushes: 2, test: Self.test), explanation(row: 9, pushes: 1, test: stays),
      explanation(row: 10, pushes: 0),
    ]).report()
    #expect(report.summary == "m on f.csv: 2 of 1,200 rows wrong")
    #expect(
      report.verdict
        == "Trained without the rows that are named, the log-odds of these 2 answers fall by 1.00;"
        + " without as many others of the same labels by 0.00. 1 turned.")
    #expect(report.inputs == ["f.csv", "t.csv"])
    #expect(
      report.sections.map(\.title) == [5, 10, 11].map { "Row \($0): loan instead of card" })
  }

  @Test func oneTestIsOfOneAnswer() {
    let report = explanations([explanation(row: 0, pushes: 1, test: Self.test)]).report()
    #expect(report.verdict.contains("the log-odds of the answer fall by 1.50"))
    #expect(explanations([]).report().verdict == "No answer is wrong.")
    #expect(explanations([explanation(row: 0, pushes: 1)]).report().verdict == "")
  }

  @Test func aSectionSaysWhatPushed() {
    let report = explanations([
      explanation(row: 0, pushes: 2, test: Self.test), explanation(row: 1, pushes: 0),
    ]).report()
    guard case .table(let table) = report.sections[0].blocks[1] else {
      Issue.record("no table")
      return
    }
    #expect(table.rows.count == 2)
    #expect(
      notes(report.sections[0]).dropFirst() == [
        "Trained without these 2: the log-odds fall by 1.50, without others of the same labels by 0.25"
          + " (mean of 3 draws); the answer is another one."
      ])
    #expect(notes(report.sections[1]).dropFirst() == ["No row pushes it."])
    let words = notes(report.sections[0])[0]
    #expect(words.contains("has the label 'card'") && words.contains("'loan' (75.0 %)"))
  }

  @Test func programsReadTheSame() {
    let data = explanations([explanation(row: 4, pushes: 1, test: Self.test)]).report().data
    #expect(data["n"] == 1_200 && data["wrong"] == 2 && data["training_file"] == "t.csv")
    let answer = data["answers"]?.array?.first
    #expect(answer?["row"] == 4 && answer?["line"] == 6 && answer?["against"] == "card")
    #expect(
      answer?["pushes"] == [
        ["row": 0, "line": nil, "prompt": "row 0", "label": "loan", "push": 0.5]
      ])
    #expect(
      answer?["deletion_test"] == [
        "deleted_rows": 2, "fall": 1.5, "random_fall": 0.25, "draws": 3, "turned": true,
      ])
    let plain = explanations([explanation(row: 4, pushes: 0)]).report().data["answers"]?.array
    #expect(plain?.first?["deletion_test"] == .null && plain?.first?["pushes"] == [])
  }
}
