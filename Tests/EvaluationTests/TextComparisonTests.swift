// SPDX-License-Identifier: Apache-2.0

import AssayCore
import EvaluationMetrics
import Foundation
import JSON
import Reports
import Tables
import Testing

@testable import Evaluation

@Suite struct TextComparisonTests {
  private let wanted = [" a red ball", " two blue hats", " nothing", " the sea"]
  private var options: EvaluationOptions {
    var options = EvaluationOptions()
    options.bootstrap = 200
    return options
  }

  private func predictions(
    texts: [String]? = nil, logProbabilities: [Double?]? = nil, likeliest: [Int]? = nil
  ) -> TextPredictions {
    var predictions = TextPredictions(wanted: wanted)
    predictions.prompts = ["a", "b", "c", "d"]
    predictions.texts = texts
    predictions.scores = logProbabilities.map { values in
      values.enumerated().map { row, value in
        .init(
          logProbability: value, tokens: value == nil ? 0 : 2, likeliestTokens: likeliest?[row])
      }
    }
    return predictions
  }

  private func value(_ comparison: TextComparison, _ key: String) -> [Double?] {
    let figure = comparison.figures.first { $0.key == key }
    return [figure?.first.value, figure?.second.value]
  }

  @Test func textsAreComparedByWhatWasWanted() throws {
    let first = predictions(texts: [" a red ball", " two hats", " something", "the sea "])
    let second = predictions(texts: [" a red ball", " two blue hats", " nothing", " The sea!"])
    let comparison = try TextComparison(first, second, options: options)
    #expect(comparison.figures.map(\.key) == ["exact_match", "normalized_match", "token_f1"])
    #expect(value(comparison, "exact_match") == [0.5, 0.75])
    #expect(value(comparison, "normalized_match") == [0.5, 1])
    #expect(value(comparison, "token_f1") == [0.7, 1])
    #expect(comparison.mcNemar?.onlyFirst == 1 && comparison.mcNemar?.onlySecond == 2)
    #expect(comparison.changedRows == [1, 2, 3] && comparison.mainKey == "exact_match")
    let json = comparison.json(names: ("x", "y"))
    #expect(json["changed"]?.array?.first?["b"] == " two blue hats")
    #expect(json["figures"]?["exact_match"]?["difference"] == .number(0.25))
  }

  /// A mean over rows and one over tokens, with a row that has no prediction.
  @Test func probabilitiesAreComparedByRowAndByToken() throws {
    let first = predictions(logProbabilities: [-2, -4, nil, -6], likeliest: [2, 1, 0, 0])
    let second = predictions(logProbabilities: [-1, -4, nil, -1], likeliest: [2, 2, 0, 1])
    let comparison = try TextComparison(first, second, options: options)
    #expect(value(comparison, "mean_logprob") == [-4, -2])
    #expect(value(comparison, "perplexity") == [exp(2), exp(1)])
    let third = 1.0 / 3
    #expect(value(comparison, "sequence_accuracy") == [third, 2 * third])
    let mostTokens = 5.0 / 6
    #expect(value(comparison, "token_accuracy") == [0.5, mostTokens])
    #expect(comparison.changedRows == [3, 0] && comparison.mainKey == "perplexity")
    // Less perplexity is better.
    #expect(comparison.figures[0].difference.map { $0 < 0 } == true)
    #expect(comparison.mcNemar?.onlySecond == 1)
  }

  @Test func aModelDoesNotDifferFromItself() throws {
    let one = predictions(texts: wanted, logProbabilities: [-2, -4, -1, -6])
    let comparison = try TextComparison(one, one, options: options)
    #expect(comparison.changedRows.isEmpty && comparison.tone == .unclear)
    for figure in comparison.figures {
      #expect(figure.interval == ConfidenceInterval(low: 0, high: 0))
    }
    let report = comparison.report(names: ("x", "x"))
    #expect(report.verdict.hasPrefix("No clear difference: exact match 1.000"))
  }

  @Test func resamplesAreCounted() throws {
    var options = EvaluationOptions()
    options.bootstrap = 3
    var heard: [Int] = []
    _ = try TextComparison(
      predictions(texts: wanted), predictions(texts: wanted), options: options,
      resampled: { heard.append($0) })
    #expect(heard == [1, 2, 3])
  }

  @Test func otherRowsAreRefused() {
    let one = predictions(texts: wanted)
    var others = TextPredictions(wanted: wanted)
    others.prompts = ["a", "b", "c", "x"]
    others.texts = wanted
    let fewer = TextPredictions(wanted: Array(wanted.dropLast()))
    var different = TextPredictions(wanted: wanted.reversed())
    different.texts = wanted
    let unlike = predictions(logProbabilities: [-1, -1, -1, -1])
    for second in [others, fewer, different, unlike] {
      #expect(throws: AssayError.self) { try TextComparison(one, second, options: options) }
    }
    #expect(throws: AssayError.self) {
      try ComparedPair(
        .texts(one), .classes(ClassificationPredictions(labels: wanted, predictions: wanted)),
        options: options)
    }
  }

  /// What one holds against the completion without its stop is the same row.
  @Test func theStopSequenceIsNoDifference() throws {
    var long = TextPredictions(wanted: wanted.map { $0 + " END" })
    long.texts = wanted
    #expect(
      try TextComparison(predictions(texts: wanted), long, options: options).figures.count == 3)
  }

  private func read(_ text: String, isText: Bool = false) throws -> TextPredictions? {
    try TextPredictionsFile.read(
      TableSource(contents: Array(text.utf8), path: "p.jsonl"), isText: isText)
  }

  @Test func filesOfTextsAreReadAsTheyWereWritten() throws {
    let line =
      #"{"label": " a", "prediction": " b", "prompt": "p", "logprob": -1.5, "token_logprobs": [-1, -0.5]}"#
    let texts = try #require(try read(line + "\n"))
    #expect(texts.wanted == [" a"] && texts.texts == [" b"] && texts.prompts == ["p"])
    #expect(texts.scores == [.init(logProbability: -1.5, tokens: 2, likeliestTokens: nil)])
    let classes = #"{"label": "a", "prediction": "b"}"# + "\n"
    #expect(try read(classes) == nil)
    #expect(try read(classes, isText: true)?.texts == ["b"])
  }

  @Test(arguments: [
    (#"{"prediction": "b", "logprob": -1}"#, "label"),
    (#"{"label": "a", "logprob": "much"}"#, "logprob"),
    (#"{"label": "a", "prediction": {"x": 1}, "logprob": -1}"#, "prediction"),
    (#"{"label": "a", "logprob": 0.5}"#, "logprob"),
  ])
  func rowsThatLackSomethingAreNamed(line: String, field: String) throws {
    let error = #expect(throws: AssayError.self) { try read(line + "\n") }
    #expect(error?.location?.row == 0 && error?.location?.field == field)
  }
}
