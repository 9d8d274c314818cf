// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Foundation
import Reports
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

  @Test func withoutTokensThereIsNoFigure() {
    #expect(CompletionFigures().figures.isEmpty)
    var figures = CompletionFigures()
    figures.add(score([], []), texts: ["only"])
    #expect(values(figures) == [nil, nil, nil, nil])
    let reason = "no completion token has anything before it"
    #expect(figures.figures.allSatisfy { $0.figure.reason == reason })
  }
}
