// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import Foundation
import JSON
import ModelStore
import Reports
import Testing
import Training

@testable import Workflows

/// A linear model is trained, measured, compared and asked like any other.
@Suite struct LinearTrainingTests {
  private let classifier: Classifier

  init() throws { classifier = try Classifier() }

  private static func label(_ row: Int) -> String { row % 2 == 0 ? " yes" : " no" }

  private func train(
    _ file: String, _ change: (inout TrainingRequest) -> Void = { _ in }
  ) throws -> LinearResult {
    var request = TrainingRequest(trainingFile: file, model: "linear")
    request.output = classifier.folder.path("linear")
    change(&request)
    let result = try TrainingRun(request, program: .init(version: "9", command: ["assay"]))
      .perform()
    guard case .finishedLinear(let linear) = result else { throw AssayError("no linear model") }
    return linear
  }

  @Test func theModelIsMeasuredLikeAnyOther() throws {
    let file = try classifier.rows("train.jsonl", count: 60, Self.label)
    let valid = try classifier.rows("valid.jsonl", count: 24, Self.label)
    let result = try train(file) { $0.validationFile = valid }
    #expect(result.rows == 60 && result.classes == 2 && result.validation?.rows == 24)
    let request = EvaluateRequest(
      .model(result.folder, file: valid), options: EvaluationOptions())
    let report = try Evaluating.run(request).report
    #expect(report.data["accuracy"]?.double == result.validation?.accuracy)
    #expect(report.data["log_loss"]?.double == result.validation?.logLoss)
    #expect(report.data["perplexity"] == nil)
    let compared = try Evaluating.compare(
      {
        var request = CompareRequest(result.folder, result.folder, options: EvaluationOptions())
        request.file = valid
        return request
      }())
    #expect(compared.json(names: ("a", "b"))["n"]?.integer == 24)
  }

  /// Is the neural net worth it? Each evaluation answers that where the rows of the training still stand.
  @Test func classifiersAreShownBesideALinearModel() throws {
    let file = try classifier.rows("train.jsonl", Self.label)
    let model = try classifier.train(file)
    var request = EvaluateRequest(.model(model, file: file), options: EvaluationOptions())
    let shown = try Evaluating.run(request).report.data["linear_model"]
    #expect(shown?["model"] == "a linear model" && shown?["accuracy"]?.double == 1)
    request.linearRows = .none
    #expect(try Evaluating.run(request).report.data["linear_model"] == nil)
    let others = try classifier.rows("others.jsonl") { Self.label($0 + 1) }
    request.linearRows = .file(others)
    #expect(try Evaluating.run(request).report.data["linear_model"]?["accuracy"]?.double == 0)
    // What stands in the file now is not what the model learned from.
    request.linearRows = .ofTraining
    request.subject = .model(model, file: others)
    _ = try classifier.rows("train.jsonl", count: 22, Self.label)
    #expect(try Evaluating.run(request).report.data["linear_model"] == nil)
  }

  @Test func theRecordSaysHowItWasTrained() throws {
    let file = try classifier.rows("train.jsonl", Self.label)
    let result = try train(file) { $0.hyperparameters.seed = 7 }
    let record = try #require(try ModelRecord(folder: result.folder))
    #expect(record.classes == [" no", " yes"] && record.separator == " ->")
    #expect(record.startsWithSpace && record.task == "classification")
    #expect(record.json["base"] == "linear" && record.json["settings"]?["seed"] == 7)
    #expect(record.json["data"]?["training"]?["examples"] == 24)
    let card = try String(contentsOfFile: "\(result.folder)/README.md", encoding: .utf8)
    #expect(card.contains("A linear model of \(result.parameters) weights"))
  }

  @Test func sameRowsGiveTheSameModel() throws {
    let file = try classifier.rows("train.jsonl", Self.label)
    _ = try train(file)
    let path = classifier.folder.path("linear/linear.safetensors")
    let first = try Data(contentsOf: URL(filePath: path))
    _ = try train(file) { $0.policy = .overwrite }
    #expect(try Data(contentsOf: URL(filePath: path)) == first)
  }

  @Test func numberedClassesHaveTheirNames() throws {
    let file = try classifier.rows("train.jsonl") { " \($0 % 2)" }
    let map = #"{"good": 0, "bad": 1}"#
    let labels = try classifier.folder.write(map, to: "map.json")
    let result = try train(file) { $0.labels = labels }
    let predicting = try Predicting(
      PredictRequest(.texts(["good red 1"]), model: result.folder))
    #expect(predicting.classes == ["good", "bad"])
    var found: [LabeledRow] = []
    _ = try predicting.perform { found.append($0) }
    #expect(found.first?.label == 0)
  }

  @Test func otherTasksAndOptionsAreRefused() throws {
    let texts = try classifier.rows("texts.jsonl") { " an answer of its own, number \($0)" }
    let error = #expect(throws: AssayError.self) { try train(texts) }
    #expect(error?.message.contains("the completions are not classes") == true)
    let file = try classifier.rows("train.jsonl", Self.label)
    for change: (inout TrainingRequest) -> Void in [
      { $0.hyperparameters.epochs = 2 }, { $0.hyperparameters.objective = .classification },
      { $0.policy = .resume },
    ] {
      let error = #expect(throws: AssayError.self) { try train(file, change) }
      #expect(error?.message.contains("is not for a linear model") == true)
    }
    #expect(!FileManager.default.fileExists(atPath: classifier.folder.path("linear")))
  }

  @Test func rowsOfOtherClassesAreLeftOutOfTheValidation() throws {
    let file = try classifier.rows("train.jsonl", Self.label)
    let valid = try classifier.rows("valid.jsonl") { $0 == 3 ? " perhaps" : Self.label($0) }
    #expect(try train(file) { $0.validationFile = valid }.validation?.rows == 23)
  }

  @Test func whatNeedsTokensIsRefused() throws {
    let file = try classifier.rows("train.jsonl", Self.label)
    let folder = try train(file).folder
    let run = try ModelRun(folder, computing: ComputeRequest()) { _ in }
    #expect(!run.writesText)
    let error = #expect(throws: AssayError.self) { try run.loaded }
    #expect(error?.message.contains("is a linear model") == true)
    #expect(throws: AssayError.self) {
      try Generating.run(GenerateRequest(model: folder, prompts: TextSource(["a"])))
    }
  }
}
