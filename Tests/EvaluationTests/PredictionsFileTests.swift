// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import EvaluationMetrics
import Foundation
import JSON
import Tables
import Testing

@Suite struct PredictionsFileTests {
  @Test func whatIsWrittenIsReadBack() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "p.jsonl").path
    var predictions = ClassificationPredictions(
      classes: ClassList([" \u{E9}", " e\u{301}", "\"q\"\n"]), labels: [0, 2, 1],
      scores: ScoreMatrix(
        values: [0.7, 0.2, 0.1, 0, 1, 0, 1.0 / 3, 1.0 / 3, 1.0 / 3], classCount: 3),
      prompts: ["a", "b\n\n###", "c"])
    try PredictionsFile.write(predictions, to: path)
    predictions.lines = [1, 2, 3]
    #expect(try PredictionsFile.read(TableSource(path: path)) == predictions)
  }

  private static let refused: [(scores: String, message: String, remedy: String)] = [
    (#"{"yes":0.9,"no":0.95}"#, "the scores of the classes sum to 1.85, not to 1", "sigmoid"),
    (#"{"yes":0.7,"no":0.2}"#, "the scores of the classes sum to 0.9, not to 1", "sigmoid"),
    (#"{"yes":0,"no":0}"#, "the scores of the classes sum to 0.0, not to 1", "sigmoid"),
    (#"{"yes":1,"no":1}"#, "the scores of the classes sum to 2.0, not to 1", "sigmoid"),
    (#"{"yes":-0.1,"no":-2.4}"#, #"the score of "yes" is -0.1,"#, "log-probabilities"),
    (#"{"yes":3.1,"no":-2.4}"#, #"the score of "yes" is 3.1,"#, "logits"),
    (#"{"yes":83,"no":17}"#, #"the score of "yes" is 83,"#, "percentages"),
    (#"{"yes":"high","no":0.5}"#, #"the score of "yes" is "high","#, "Write probabilities"),
  ]

  @Test(arguments: refused)
  func scoresThatAreNoProbabilitiesAreRefused(
    scores: String, message: String, remedy: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      #"{"label":"no","scores":{"yes":0.25,"no":0.75}}"# + "\n"
        + #"{"label":"yes","scores":\#(scores)}"# + "\n", to: "p.jsonl")
    let error = #expect(throws: AssayError.self) {
      try PredictionsFile.read(TableSource(path: path))
    }
    #expect(error?.message.hasPrefix(message) == true)
    #expect(error?.remedy?.contains(remedy) == true)
    #expect(error?.location?.row == 1 && error?.location?.field == "scores")
  }

  /// Each share was rounded by itself.
  @Test(arguments: ["0.33,0.33,0.33", "0.5,0.3,0.3", "0.17,0.17,0.67", "1,0,0", "1e-9,0.5,0.5"])
  func roundedScoresAreTaken(values: String) throws {
    let folder = try TemporaryFolder()
    let each = values.split(separator: ",")
    let path = try folder.write(
      #"{"label":"a","scores":{"a":\#(each[0]),"b":\#(each[1]),"c":\#(each[2])}}"# + "\n",
      to: "p.jsonl")
    #expect(try PredictionsFile.read(TableSource(path: path)).count == 1)
  }

  private static let misspelt: [(row: String, message: String, remedy: String)] = [
    (
      #"{"label":"yes","prediction":" yes"}"#,
      #"the prediction " yes" is none of the labels, such as "yes""#, "but for space"
    ),
    (
      #"{"label":"caf\u00E9","prediction":"cafe\u0301"}"#,
      "the prediction \"cafe\u{301}\" is none of the labels, such as \"caf\u{E9}\"", "Unicode form"
    ),
    (
      #"{"label":" yes","scores":{"yes":0.4,"no":0.6}}"#, #"the label " yes" has no score"#,
      "but for space"
    ),
    (
      #"{"label":"Yes","scores":{"yes":0.4,"no":0.6}}"#, #"the label "Yes" has no score"#,
      "upper or lower case"
    ),
  ]

  @Test(arguments: misspelt)
  func labelsThatAreWrittenDifferentlyAreRefused(
    row: String, message: String, remedy: String
  ) throws {
    let folder = try TemporaryFolder()
    let rows = Array(repeating: row, count: 4).joined(separator: "\n")
    let path = try folder.write(rows + "\n", to: "p.jsonl")
    let error = #expect(throws: AssayError.self) {
      try PredictionsFile.read(TableSource(path: path))
    }
    #expect(error?.message == message)
    #expect(error?.remedy?.contains(remedy) == true && error?.location?.line == 1)
  }

  /// Scores decide; that a prediction beside them says something else is told.
  @Test(arguments: [
    ("no", 0.9, false), ("maybe", 0.9, false), ("yes", 0.9, true), ("no", 0.5, true),
  ])
  func scoresThatDisagreeWithPredictionsAreToldOf(
    prediction: String, score: Double, agree: Bool
  ) throws {
    let folder = try TemporaryFolder()
    let row = JSONValue.object([
      "label": "yes", "prediction": .string(prediction),
      "scores": ["yes": .number(score), "no": .number(1 - score)],
    ]).text()
    let path = try folder.write("\(row)\n\(row)\n", to: "p.jsonl")
    let doubts = try PredictionsFile.read(TableSource(path: path)).doubts
    #expect(doubts.count == (agree ? 0 : 1))
    let told =
      "2 rows have a prediction that is not the class of the highest score, the first on line 1"
    #expect(agree || doubts[0].contains(told), "\(doubts)")
  }

  /// Where no prediction is a label, another writing is no other answer.
  @Test(arguments: [
    ("yes", "YES", "upper or lower case"), ("yes", "Yes.", "but for punctuation"),
    ("yes", "\"yes\"", "but for punctuation"), ("yes", "yes END", "a stop sequence"),
    ("1", "1.0", "the number `1`"), ("0.50", ".5", "the number `0.50`"),
  ])
  func predictionsInAnotherWritingAreRefused(
    _ label: String, _ prediction: String, _ cause: String
  ) throws {
    let row = JSONValue.object(["label": .string(label), "prediction": .string(prediction)]).text()
    let folder = try TemporaryFolder()
    let text = Array(repeating: row, count: 5).joined(separator: "\n")
    let path = try folder.write(text + "\n", to: "p.jsonl")
    let error = #expect(throws: AssayError.self) {
      try PredictionsFile.read(TableSource(path: path))
    }
    #expect(error?.remedy?.contains(cause) == true && error?.location?.line == 1)
  }

  /// What else is none of the labels is told of, with its line.
  @Test(arguments: [
    ("yes,yes\nno,maybe\nno,no\n", "1 of 3 predictions is none of the 2 labels", "line 3"),
    ("yes,yes\nno,no\nno,No\n", "1 of 3 predictions is none of the 2 labels", "lower case"),
    (
      "a b,it is a\nb c,it is b\nc d,it is c\nd e,so\n", "4 of 4 predictions are none", "--generate"
    ),
  ])
  func predictionsThatAreNoLabelAreToldOf(
    _ rows: String, _ message: String, _ more: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("label,prediction\n" + rows, to: "p.csv")
    let doubts = try PredictionsFile.read(TableSource(path: path)).doubts
    #expect(doubts.count == 1)
    #expect(doubts[0].contains(message) && doubts[0].contains(more), "\(doubts)")
  }

  @Test func predictionsThatAreLabelsAreNotDoubted() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("label,prediction\nyes,no\nno,no\n", to: "p.csv")
    #expect(try PredictionsFile.read(TableSource(path: path)).doubts.isEmpty)
  }

  /// A model may write what no label is.
  @Test(arguments: ["no", "Yes", "maybe", ""])
  func otherPredictionsAreWrongAnswers(prediction: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("label,prediction\nyes,yes\nyes,\(prediction)\n", to: "p.csv")
    #expect(try PredictionsFile.read(TableSource(path: path)).hits == [true, false])
  }

  /// Names that differ only in space are two classes where labels are predicted at all.
  @Test func bothSpellingsMayBeClasses() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("label,prediction\nyes,yes\nyes,\" yes\"\n", to: "p.csv")
    #expect(try PredictionsFile.read(TableSource(path: path)).hits == [true, false])
  }

  @Test func tablesHaveLabelsAndPredictions() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("label,prediction,lang\n1,1,en\n0,1,de\n", to: "p.csv")
    let predictions = try PredictionsFile.read(TableSource(path: path), sliceColumn: "lang")
    #expect(predictions.classes.names == ["0", "1"])
    #expect(predictions.hits == [true, false])
    #expect(predictions.slices == ["en", "de"])
    #expect(throws: AssayError.self) {
      try PredictionsFile.read(TableSource(path: path), sliceColumn: "language")
    }
  }
}
