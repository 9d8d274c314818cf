// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import JSON
import LanguageModel
import Reports
import Testing
import Training
import Workflows

/// Numbers that stand for labels are read back as the labels, wherever classes are named.
@Suite struct NumberedLabelsTests {
  private let classifier: Classifier
  private var folder: TemporaryFolder { classifier.folder }

  init() throws { classifier = try Classifier() }

  /// A model of numbered classes, with the map beside its training file.
  private func model(_ change: (inout TrainingRequest) -> Void = { _ in }) throws -> String {
    try folder.write(#"{"late": 0, "thanks": 1}"#, to: "mails_prepared_labels.json")
    let file = try classifier.rows("mails_prepared_train.jsonl") { " \($0 % 2)" }
    return try classifier.train(file, change)
  }

  private func evaluate(_ model: String, _ file: String) throws -> JSONValue {
    try Evaluating.run(
      EvaluateRequest(.model(model, file: file), options: EvaluationOptions())
    ).report.data
  }

  @Test func theRecordKeepsTheNames() throws {
    let record = try TrainingRecord(folder: try model())
    #expect(record.classes == [" 0", " 1"] && record.classNames == ["late", "thanks"])
  }

  @Test func reportsNameTheLabels() throws {
    let model = try model()
    let numbered = try evaluate(model, folder.path("mails_prepared_train.jsonl"))
    #expect(numbered["classes"] == ["late", "thanks"])
    #expect(numbered["confusion_matrix"]?["labels"] == ["late", "thanks"])
    // A raw file has the labels themselves.
    let raw = try classifier.rows("raw.jsonl") { $0 % 2 == 0 ? "late" : "thanks" }
    #expect(try evaluate(model, raw) == numbered)
    let found = try Predicting(PredictRequest(.texts(["good red 0"]), model: model))
    #expect(found.classes == ["late", "thanks"])
  }

  /// Labels that are numbers themselves: 5 stars are class 0 here.
  @Test func labelsThatAreNumbersAreNotTakenForTheirNumbers() throws {
    try folder.write(#"{"1": 0, "0": 1}"#, to: "stars_prepared_labels.json")
    let file = try classifier.rows("stars_prepared_train.jsonl") { " \($0 % 2)" }
    let model = try classifier.train(file)
    let numbered = try evaluate(model, file)
    let raw = try classifier.rows("raw.jsonl") { "\(1 - $0 % 2)" }
    #expect(try evaluate(model, raw) == numbered)
  }

  @Test func aHeadHasNamesToo() throws {
    let model = try model { $0.hyperparameters.objective = .classification }
    #expect(try TrainingRecord(folder: model).classNames == ["late", "thanks"])
    let found = try evaluate(model, folder.path("mails_prepared_train.jsonl"))
    #expect(found["classes"] == ["late", "thanks"])
  }

  @Test func aMapThatIsNamedMustFit() throws {
    try folder.write(#"{"a": 0, "b": 1, "c": 2}"#, to: "map.json")
    let file = try classifier.rows("train.jsonl") { " \($0 % 2)" }
    let model = try classifier.train(file) { $0.labels = folder.path("map.json") }
    #expect(try TrainingRecord(folder: model).classNames == ["a", "b"])
    let words = try classifier.rows("words.jsonl") { $0 % 2 == 0 ? " yes" : " no" }
    let error = #expect(throws: AssayError.self) {
      try classifier.train(words) {
        $0.labels = folder.path("map.json")
        $0.policy = .overwrite
      }
    }
    #expect(error?.message.contains("are not numbers of this map") == true)
  }

  @Test func theMapOfAFixIsFoundByItsName() throws {
    for name in ["m_prepared_labels.json", "m_prepared_labels (2).json"] {
      try folder.write("{}", to: name)
    }
    func found(_ name: String) -> String? { NumberedLabels.file(beside: folder.path(name)) }
    #expect(found("m_prepared_train.jsonl") == folder.path("m_prepared_labels.json"))
    #expect(found("m_prepared.jsonl") == folder.path("m_prepared_labels.json"))
    #expect(found("m_prepared_valid (2).jsonl") == folder.path("m_prepared_labels (2).json"))
    #expect(found("m_prepared_train (1).jsonl") == nil && found("m.csv") == nil)
  }
}
