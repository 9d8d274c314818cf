// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import EvaluationMetrics
import Foundation
import JSON
import Reports
import Tables
import Testing

@testable import Evaluation
@testable import LanguageModel

@Suite struct CompletionFigureTests {
  private func score(_ logProbabilities: [Double], _ right: [Bool]) -> CompletionScore {
    CompletionScore(tokenLogProbabilities: logProbabilities, isLikeliest: right)
  }

  private func values(_ figures: CompletionFigures) -> [Double?] {
    figures.figures.map(\.figure.value)
  }

  /// By hand: five tokens with a sum of -7.5 in three rows, of which one has all tokens right.
  @Test func tokensAndRowsAreAveragedApart() throws {
    var figures = CompletionFigures()
    figures.add(score([-1, -2], [true, false]), texts: ["a", "b"])
    figures.add(score([-0.5], [true]), texts: ["c"])
    figures.add(score([-3, -1], [false, true]), texts: ["d", "e"])
    #expect(figures.figures.map(\.key) == CompletionFigures.keys)
    let wanted: [Double] = [exp(1.5), -2.5, 1.0 / 3, 0.6]
    #expect(values(figures) == wanted)
    #expect(figures.logProbabilities == [-3, -0.5, -4])
    #expect(figures.isRight == [false, true, false])
    #expect(figures.tokens.map { $0.map(\.text) } == [["a", "b"], ["c"], ["d", "e"]])
    #expect(figures.tokens[0].map(\.logProbability) == [-1, -2])
  }

  /// The first token of a completion without a prompt is not asked for: the texts are those behind it.
  @Test func aTokenWithNothingBeforeItIsNotCounted() throws {
    var figures = CompletionFigures()
    figures.add(score([-2], [true]), texts: ["first", "second"])
    #expect(figures.tokens[0].map(\.text) == ["second"])
    figures.add(score([], []), texts: ["only"])
    #expect(figures.logProbabilities == [-2, nil])
    #expect(figures.isRight == [true, false])
    let wanted: [Double] = [exp(2), -2, 1, 1]
    #expect(values(figures) == wanted)
  }

  /// First and second answers of two conversations; the second answer of the first one is half right.
  @Test func turnsOfConversationsAreMeasuredApart() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("prompt,completion,turn\na,b,1\na,b,2\nc,d,1\n", to: "rows.csv")
    let rows = try PromptRows(
      try TableSource(path: path), promptColumn: "prompt", completionColumn: "completion",
      sliceColumn: "turn")
    var figures = CompletionFigures()
    figures.add(score([-1], [true]), texts: ["b"])
    figures.add(score([-2, -4], [true, false]), texts: ["b", "!"])
    figures.add(score([-3], [true]), texts: ["d"])
    let evaluation = ModelEvaluation(
      rows: rows, completions: figures, shortenedRows: 0, lostPart: "start", tokenCounts: [2, 3, 2])
    let slices = evaluation.json["slices"]
    #expect(slices?["1"]?["n"] == 2 && slices?["1"]?["mean_logprob"]?.double == -2)
    #expect(slices?["1"]?["sequence_accuracy"]?.double == 1)
    #expect(slices?["2"]?["n"] == 1 && slices?["2"]?["token_accuracy"]?.double == 0.5)
    #expect(slices?["2"]?["perplexity"]?.double == exp(3))
    let text = TextReport(colored: false).render(evaluation.report(source: "rows.csv"))
    #expect(text.contains("Slice"))
  }

  @Test func withoutTokensThereIsNoFigure() {
    #expect(CompletionFigures().figures.isEmpty)
    var figures = CompletionFigures()
    figures.add(score([], []), texts: ["only"])
    #expect(values(figures) == [nil, nil, nil, nil])
    let reason = "no completion token has anything before it"
    #expect(figures.figures.allSatisfy { $0.figure.reason == reason })
    let evaluation = ModelEvaluation(
      rows: PromptRows(prompts: [""], completions: ["only"]), completions: figures,
      shortenedRows: 0, lostPart: "start", tokenCounts: [1])
    #expect(evaluation.json["notes"]?["perplexity"]?.string == reason)
  }
}
