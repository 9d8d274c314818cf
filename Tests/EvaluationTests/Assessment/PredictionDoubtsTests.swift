// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import EvaluationMetrics
import JSON
import Reports
import Tables
import Testing

@Suite struct PredictionDoubtsTests {
  /// A predictions file under a name.
  private func read(_ text: String, _ name: String) throws -> ClassificationPredictions {
    let folder = try TemporaryFolder()
    return try PredictionsFile.read(TableSource(path: folder.write(text, to: name)))
  }

  private static let table = """
    id,label,no,yes
    a,yes,0.1,0.9
    b,yes,0.95,0.05
    c,no,0.8,0.2
    d,no,0.7,0.3

    """

  /// As most tools write probabilities: a column for each class.
  @Test func aColumnForEachClassIsEnough() throws {
    let wide = try read(Self.table, "p.csv")
    #expect(wide.classes.names == ["no", "yes"])
    #expect(wide.scores?.values == [0.1, 0.9, 0.95, 0.05, 0.8, 0.2, 0.7, 0.3])
    let doubts = try PredictionDoubts(wide, file: "p.csv", filter: .confidentLearning).doubts
    #expect(doubts.candidates.map(\.row) == [1])
  }

  @Test func theSameStandsInJSON() throws {
    let lines = [
      #"{"no":0.1,"label":"yes","yes":0.9}"#, #"{"label":"yes","no":0.95,"yes":0.05}"#,
      #"{"label":"no","no":0.8,"yes":0.2}"#, #"{"label":"no","no":0.7,"yes":0.3}"#,
    ]
    let predictions = try read(lines.joined(separator: "\n") + "\n", "p.jsonl")
    #expect(predictions.scores == (try read(Self.table, "p.csv")).scores)
    let report = try PredictionDoubts(predictions, file: "p.jsonl", filter: .both).report()
    #expect(report.inputs == ["p.jsonl"])
    #expect(report.data["label_noise"]?["ranking"]?.array?.first?["row"] == 1)
    #expect(
      report.data["label_noise"]?["candidates"]?.array?.allSatisfy { $0["line"] != .null } == true)
  }

  @Test(arguments: [
    ("label,no,yes\nyes,0.1,0.9\nmaybe,0.2,0.8\n", "the label \"maybe\" has no score"),
    ("label,no,yes\nyes,0.1,0.8\n", "sum to 0.9"), ("label,no,yes\nyes,1,9\n", "not a number"),
    ("label,points,hits\nyes,0.1,0.9\n", "neither scores nor a prediction"),
  ]) func whatIsNoProbabilityIsRefused(text: String, message: String) throws {
    let error = #expect(throws: AssayError.self) { try read(text, "p.csv") }
    #expect(error?.message.contains(message) == true, "\(String(describing: error))")
  }

  @Test func predictionsAloneRaiseNoDoubts() throws {
    let predictions = try read("label,prediction\nyes,no\nno,no\n", "p.csv")
    let error = #expect(throws: AssayError.self) {
      try PredictionDoubts(predictions, file: "p.csv", filter: .both)
    }
    #expect(error?.remedy?.contains("a column for each class") == true)
  }

  @Test func cleanlabsNamesAreKnown() {
    #expect(LabelNoise.Filter(name: "prune_by_noise_rate") == .noiseRate)
    #expect(LabelNoise.Filter(name: "prune_by_class") == .byClass)
    #expect(LabelNoise.Filter(name: "low_normalized_margin") == .normalizedMargin)
    #expect(LabelNoise.Filter(name: "both") == .both && LabelNoise.Filter(name: "none") == nil)
  }
}
