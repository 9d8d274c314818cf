// SPDX-License-Identifier: Apache-2.0

import AssayCore
import EvaluationMetrics
import JSON
import Reports
import Testing

@testable import Evaluation

@Suite struct PairedComparisonTests {
  private let labels = ["a", "a", "b", "b", "b", "c", "c", "a"]
  private let weak = ["a", "b", "b", "a", "c", "c", "a", "a"]
  private let strong = ["a", "a", "b", "b", "c", "c", "b", "b"]

  private func compare(_ one: [String], _ other: [String]) throws -> PairedComparison {
    var options = EvaluationOptions()
    options.bootstrap = 200
    return try PairedComparison(
      ClassificationPredictions(labels: labels, predictions: one),
      ClassificationPredictions(labels: labels, predictions: other), options: options)
  }

  @Test func differencesAreSecondMinusFirst() throws {
    let comparison = try compare(weak, strong)
    let accuracy = try #require(comparison.figures.first { $0.key == "accuracy" })
    #expect(accuracy.first == .value(0.5) && accuracy.second == .value(0.625))
    #expect(accuracy.difference == 0.125)
    let interval = try #require(accuracy.interval)
    #expect(interval.low < 0.125 && interval.high > 0.125)
  }

  @Test func resamplesAreCounted() throws {
    var options = EvaluationOptions()
    options.bootstrap = 3
    var heard: [Int] = []
    _ = try PairedComparison(
      ClassificationPredictions(labels: labels, predictions: weak),
      ClassificationPredictions(labels: labels, predictions: strong), options: options,
      resampled: { heard.append($0) })
    #expect(heard == [1, 2, 3])
  }

  @Test func changedRowsAndMcNemarLookAtTheSameRows() throws {
    let comparison = try compare(weak, strong)
    #expect(comparison.changedRows.map(\.row) == [1, 3, 6, 7])
    #expect(comparison.changedRows.map(\.secondIsRight) == [true, true, false, false])
    #expect(comparison.mcNemar.onlyFirst == 1 && comparison.mcNemar.onlySecond == 2)
    let json = comparison.json(names: ("x", "y"))
    #expect(json["changed"]?.array?.count == 4)
    #expect(json["mcnemar"]?["only_b_right"] == 2)
  }

  /// Five rows of twenty won and none lost: the interval leaves out 0, and yet a coin that falls five
  /// times on one side is no rarity (p = 2 / 2^5 = 0.0625). With six it is one (0.03125).
  @Test(arguments: [(5, "No clear difference"), (6, "B is better")])
  func theHeadlineDoesNotContradictTheExactTest(won: Int, headline: String) throws {
    let labels = (0..<20).map { $0 < 10 ? "a" : "b" }
    let first = labels.enumerated().map { $0 < won ? "b" : $1 }
    var options = EvaluationOptions()
    options.bootstrap = 200
    let comparison = try PairedComparison(
      ClassificationPredictions(labels: labels, predictions: first),
      ClassificationPredictions(labels: labels, predictions: labels), options: options)
    let accuracy = try #require(comparison.figures.first { $0.key == "accuracy" })
    #expect(try #require(accuracy.interval).low > 0)
    #expect(comparison.report(names: ("x", "y")).verdict.hasPrefix(headline))
  }

  @Test func aModelDoesNotDifferFromItself() throws {
    let comparison = try compare(weak, weak)
    #expect(comparison.changedRows.isEmpty)
    #expect(comparison.mcNemar.pValue == 1)
    for figure in comparison.figures where figure.first.value != nil {
      #expect(figure.difference == 0 && figure.interval == ConfidenceInterval(low: 0, high: 0))
      #expect(!figure.isClear)
    }
  }

  @Test func otherRowsAreRefused() {
    let one = ClassificationPredictions(labels: ["a", "b"], predictions: ["a", "b"])
    let fewer = ClassificationPredictions(labels: ["a"], predictions: ["a"])
    let others = ClassificationPredictions(labels: ["b", "b"], predictions: ["a", "b"])
    for second in [fewer, others] {
      #expect(throws: AssayError.self) {
        try PairedComparison(one, second, options: EvaluationOptions())
      }
    }
  }

  /// An interval that ends at 0 does not leave it out.
  @Test(
    arguments: [
      (0.01, 0.2, true), (0, 0.2, false), (-0.1, 0.1, false), (-0.2, 0, false), (-0.2, -0.01, true),
    ])
  func differencesAreClearBesideZero(_ low: Double, _ high: Double, _ isClear: Bool) {
    func figure(_ interval: ConfidenceInterval?) -> PairedComparison.PairedFigure {
      .init(
        key: "f1", first: .value(0.5), second: .value(0.75), interval: interval, pValue: nil)
    }
    #expect(figure(ConfidenceInterval(low: low, high: high)).isClear == isClear)
    #expect(!figure(nil).isClear && figure(nil).difference == 0.25)
  }
}
