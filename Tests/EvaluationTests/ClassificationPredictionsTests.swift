// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Reports
import Testing

@testable import Evaluation

/// What is known of the rows goes along where classes or probabilities are changed.
@Suite struct ClassificationPredictionsTests {
  private let tokens = [[ReportToken(text: "a", logProbability: -1)], [], []]

  private func described(_ rows: ClassificationPredictions) -> ClassificationPredictions {
    var rows = rows
    rows.prompts = ["p", "q", "r"]
    rows.slices = ["de", "en", "de"]
    rows.tokens = tokens
    rows.numbers = [3, 5, 8]
    rows.doubts = ["one"]
    rows.shortenedRows = 2
    return rows
  }

  private var scored: ClassificationPredictions {
    described(
      ClassificationPredictions(
        classes: ClassList(["a", "b"]), labels: [0, 1, 1],
        scores: ScoreMatrix(values: [0.75, 0.25, 0.4, 0.6, 0.9, 0.1], classCount: 2)))
  }

  private func expectDescribed(_ rows: ClassificationPredictions) {
    #expect(rows.prompts == ["p", "q", "r"] && rows.slices == ["de", "en", "de"])
    #expect(rows.numbers == [3, 5, 8] && rows.number(of: 1) == 5)
  }

  @Test func otherNamesMoveTheClasses() {
    let found = scored.renamed { $0 == "a" ? "z" : "y" }
    #expect(found.classes.names == ["y", "z"] && found.labels == [1, 0, 0])
    #expect(found.predictions == [1, 0, 1] && found.hits == [true, true, false])
    #expect(found.scores?.values == [0.25, 0.75, 0.6, 0.4, 0.1, 0.9])
    expectDescribed(found)
    #expect(found.tokens == tokens && found.doubts == ["one"] && found.shortenedRows == 2)
    #expect(scored.renamed { _ in "same" } == scored && scored.renamed { $0 } == scored)
  }

  @Test func otherProbabilitiesOfTheSameRows() {
    let scores = ScoreMatrix(values: [0.5, 0.5, 0.7, 0.3, 0.2, 0.8], classCount: 2)
    let found = scored.with(scores: scores)
    #expect(found.scores == scores && found.predictions == [0, 0, 1])
    #expect(found.labels == [0, 1, 1] && found.classes == scored.classes)
    expectDescribed(found)
    #expect(found.tokens == tokens)
  }

  @Test func aClassThatNoRowHas() {
    let rows = ClassificationPredictions(labels: ["b", "c", "b"], predictions: ["b", "b", "b"])
    let found = described(rows).adding("a")
    #expect(found.classes.names == ["a", "b", "c"] && found.scores == nil)
    #expect(found.labels == [1, 2, 1] && found.predictions == [1, 1, 1])
    expectDescribed(found)
  }

  @Test func rowsThatWereNotLeftOutHaveTheirPlace() {
    let rows = ClassificationPredictions(labels: ["a", "b"], predictions: ["a", "a"])
    #expect(rows.number(of: 1) == 1 && rows.count == 2 && rows.hits == [true, false])
  }
}
