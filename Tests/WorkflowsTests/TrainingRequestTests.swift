// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import LanguageModel
import Tables
import Testing
import Training
import Workflows

@Suite struct TrainingRequestTests {
  private static func full() -> TrainingRequest {
    var request = TrainingRequest(trainingFile: "rows.xlsx", model: "gpt2")
    request.validationFile = "valid.csv"
    request.rows.promptColumn = "text"
    request.rows.format = .xlsx
    request.rows.sheet = "Sheet 2"
    request.rows.encoding = .utf16
    request.rows.lengthPolicy = .truncate
    request.output = "out"
    request.policy = .resume
    request.hyperparameters.epochs = 3
    request.hyperparameters.learningRateMultiplier = 2
    request.hyperparameters.schedule = .linear
    request.hyperparameters.shuffles = false
    request.hyperparameters.precision = .bf16
    var classification = ClassificationRequest()
    classification.positiveClass = " yes"
    classification.betas = [0.5, 1]
    request.classification = classification
    request.stepLog = "steps.jsonl"
    request.tracker = .tensorboard
    return request
  }

  @Test func itComesBackFromJSONAsItWas() throws {
    for request in [Self.full(), TrainingRequest(trainingFile: "rows.jsonl")] {
      let text = try JSONValue(encoding: request).text(indented: true)
      let document = try JSONParser.parse(Array(text.utf8), file: "request.json")
      #expect(try document.decoded(file: "request.json") == request)
    }
  }

  @Test func aFieldThatIsWrongIsNamed() throws {
    let document: JSONValue = ["trainingFile": "a", "model": "nano", "policy": "resume"]
    let error = #expect(throws: AssayError.self) {
      try document.decoded(as: TrainingRequest.self, file: "request.json")
    }
    #expect(error?.message == "rows: it is missing")
  }

  private typealias Change = @Sendable (inout TrainingRequest) -> Void

  private static let faults: [(Change, String)] = [
    ({ $0.hyperparameters.epochs = 0 }, "--epochs must be at least 1"),
    ({ $0.policy = .overwrite }, "--resume and --overwrite need the folder of the run (-o)"),
    ({ $0.suffix = String(repeating: "s", count: 41) }, "--suffix has more than 40 characters"),
    ({ $0.suffix = "?!" }, "--suffix has no letter or digit"),
    (
      {
        $0.suffix = "word"
        $0.output = "folder"
      }, "--suffix names a model of the store: leave out -o"
    ),
    ({ $0.hyperparameters.patience = 2 }, "--early-stopping needs a validation file (-v)"),
    ({ $0.hyperparameters.keepsBest = true }, "--keep-best needs a validation file (-v)"),
    ({ $0.hyperparameters.evaluationSteps = 5 }, "--eval-steps needs a validation file (-v)"),
    (
      { $0.classification = ClassificationRequest() },
      "--compute-classification-metrics needs a validation file (-v)"
    ),
    (
      {
        $0.classification = ClassificationRequest()
        $0.classification?.betas = [1, 0]
      }, "--classification-betas must be positive"
    ),
  ]

  @Test(arguments: faults)
  private func faultsAreNamed(change: Change, fault: String) {
    var request = TrainingRequest(trainingFile: "rows.jsonl")
    #expect(request.fault == nil)
    change(&request)
    #expect(request.fault == fault)
    #expect(throws: AssayError(fault)) { try request.check() }
  }

  @Test func aSuffixOf40CharactersIsFine() {
    var request = TrainingRequest(trainingFile: "rows.jsonl")
    request.suffix = String(repeating: "s", count: 40)
    #expect(request.fault == nil)
  }
}
