// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Tables
import Testing

@testable import Evaluation

/// Rows that are no predictions, each named with its place.
@Suite struct PredictionFaultTests {
  private func read(_ lines: String) throws -> ClassificationPredictions {
    try PredictionsFile.read(
      TableSource(contents: Array(lines.utf8), path: "p.jsonl"), sliceColumn: nil)
  }

  private static let good = #"{"label":"a","scores":{"a":0.5,"b":0.5}}"#

  @Test(arguments: [
    (#"{"scores":{"a":0.5,"b":0.5}}"#, "the row has no label", "label"),
    (#"{"label":null,"scores":{"a":0.5,"b":0.5}}"#, "the row has no label", "label"),
    (#"{"label":["a"],"scores":{"a":1,"b":0}}"#, "the label is neither text nor a number", "label"),
    (#"{"label":"a"}"#, "the row has neither scores nor a prediction", "scores"),
    (#"{"label":"a","scores":null}"#, "the row has neither scores nor a prediction", "scores"),
    (
      #"{"label":"a","prediction":"b"}"#,
      "the row has a prediction while those before it have scores", "prediction"
    ),
    (#"{"label":"a","scores":{"a":0.5}}"#, #"there is no score for the class "b""#, "scores"),
    (
      #"{"label":"a","scores":{"a":0.5,"c":0.5}}"#,
      #"the class "c" has a score here but not in the first row"#, "scores"
    ),
    (
      #"{"label":"a","scores":{"a":1.5,"b":0}}"#,
      #"the score of "a" is 1.5, not a number from 0 to 1"#,
      "scores"
    ),
    (
      #"{"label":"a","scores":{"a":"1","b":0}}"#,
      #"the score of "a" is "1", not a number from 0 to 1"#,
      "scores"
    ),
    (
      #"{"label":"a","scores":{"a":-0.1,"b":0}}"#,
      #"the score of "a" is -0.1, not a number from 0 to 1"#, "scores"
    ),
    (#"{"label":"A","scores":{"a":0.5,"b":0.5}}"#, #"the label "A" has no score"#, "label"),
    (
      #"{"label":"a","scores":[0.5,0.5]}"#, "scores are not an object of class names and numbers",
      "scores"
    ),
    (
      #"{"label":"a","scores":{}}"#, "scores are not an object of class names and numbers", "scores"
    ),
  ])
  func faultsNameRowAndField(_ line: String, _ message: String, _ field: String) throws {
    let error = #expect(throws: AssayError.self) { try read(Self.good + "\n" + line + "\n") }
    #expect(error?.message == message)
    #expect(
      error?.location == Location(file: "p.jsonl", row: 1, line: 2, column: nil, field: field))
    #expect(error?.remedy?.isEmpty == false)
  }

  @Test func scoresAfterPredictionsAreAFault() {
    let error = #expect(throws: AssayError.self) {
      try read(#"{"label":"a","prediction":"a"}"# + "\n" + Self.good + "\n")
    }
    #expect(error?.message == "the row has scores while those before it have only a prediction")
  }

  /// The border of what counts as a probability, for figures that were rounded.
  @Test func probabilitiesMayBeRounded() throws {
    let predictions = try read(
      #"{"label":"a","scores":{"a":1.0000001,"b":0}}"# + "\n" + Self.good + "\n")
    #expect(predictions.count == 2 && predictions.predictions == [0, 0])
    #expect(predictions.prompts == nil && predictions.slices == nil)
  }

  @Test func scoresDecideOverPredictions() throws {
    let predictions = try read(
      #"{"label":"a","prediction":"a","scores":{"a":0.2,"b":0.8},"prompt":"q"}"# + "\n")
    #expect(predictions.predictions == [1] && predictions.prompts == ["q"])
    #expect(predictions.hits == [false])
  }
}
