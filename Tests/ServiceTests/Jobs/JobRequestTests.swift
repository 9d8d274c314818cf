// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing
import Training
import Workflows

@testable import Service

@Suite struct JobRequestTests {
  private static func fineTune(_ members: JSONObject) throws(APIError) -> JobRequest {
    var body: JSONObject = ["training_file": "file-1"]
    for member in members.members { body[member.key] = member.value }
    var fields = RequestFields(body)
    return try JobRequest(fineTune: &fields)
  }

  private static func fineTuningJob(_ members: JSONObject) throws(APIError) -> JobRequest {
    var body: JSONObject = ["training_file": "file-1"]
    for member in members.members { body[member.key] = member.value }
    var fields = RequestFields(body)
    return try JobRequest(fineTuningJob: &fields)
  }

  @Test("Row 35: both files are kept") func bothFilesAreKept() {
    let request = JobRequest(model: "nano", trainingFile: "file-1", validationFile: "file-2")
    #expect(request.trainingFile == "file-1" && request.validationFile == "file-2")
    #expect(JobRequest(model: "nano", trainingFile: "file-1").validationFile == nil)
  }

  @Test func everyFieldOfTheOlderRouteIsRead() throws {
    let request = try Self.fineTune([
      "model": "ada", "validation_file": "file-2", "suffix": "word", "n_epochs": 1,
      "batch_size": 2.0, "learning_rate_multiplier": 1, "prompt_loss_weight": 0.5, "seed": 7,
      "compute_classification_metrics": true, "classification_n_classes": 2,
      "classification_positive_class": " yes", "classification_betas": [0.5, 1],
    ])
    #expect(request.model == "ada" && request.validationFile == "file-2")
    let asked = request.settings.hyperparameters
    #expect(asked.epochs == 1 && asked.batchSize == 2 && asked.seed == 7)
    #expect(asked.learningRateMultiplier == 1 && asked.promptLossWeight == 0.5)
    let settings = try request.checkedSettings()
    #expect(settings.suffix == "word")
    #expect(settings.classification?.classCount == 2)
    #expect(settings.classification?.positiveClass == " yes")
    #expect(settings.classification?.betas == [0.5, 1])
  }

  @Test func nullAndAbsentLeaveTheChoiceToTheRun() throws {
    let request = try Self.fineTune(["n_epochs": nil, "suffix": "", "model": nil])
    #expect(request.settings == JobSettings())
    #expect(request.model == "curie")
    #expect(try request.checkedSettings().classification == nil)
  }

  @Test func theNewerRouteReadsHyperparametersInBothPlaces() throws {
    for body: JSONObject in [
      ["hyperparameters": ["n_epochs": 3, "batch_size": "auto"], "seed": 5],
      ["method": ["supervised": ["hyperparameters": ["n_epochs": 3]]], "seed": 5],
    ] {
      let asked = try Self.fineTuningJob(body).settings.hyperparameters
      #expect(asked.epochs == 3 && asked.batchSize == nil && asked.seed == 5)
    }
  }

  private static let refusedByTheOlder: [(JSONObject, String)] = [
    (["n_epochs": 0], "n_epochs"), (["n_epochs": 1.5], "n_epochs"),
    (["n_epochs": true], "n_epochs"),
    (["batch_size": -1], "batch_size"),
    (["learning_rate_multiplier": 0], "learning_rate_multiplier"),
    (["learning_rate_multiplier": 1001], "learning_rate_multiplier"),
    (["prompt_loss_weight": 1.1], "prompt_loss_weight"),
    (["prompt_loss_weight": "0.1"], "prompt_loss_weight"),
    (["seed": -1], "seed"), (["epochs": 2], "epochs"),
    (["classification_n_classes": 1], "classification_n_classes"),
    (["classification_betas": [1, "2"]], "classification_betas"),
    (["classification_betas": [0]], "classification_betas"),
    (["hyperparameters": [:]], "hyperparameters"),
  ]

  @Test(arguments: refusedByTheOlder)
  func aFieldThatIsWrongIsNamed(body: JSONObject, param: String) {
    let error = #expect(throws: APIError.self) { try Self.fineTune(body) }
    #expect(error?.param == param && error?.status == 400)
  }

  private static let refusedByTheNewer: [(JSONObject, String)] = [
    (["n_epochs": 2], "n_epochs"), (["hyperparameters": ["seed": 2]], "seed"),
    (["hyperparameters": ["n_epochs": "many"]], "n_epochs"),
    (["method": ["type": "dpo"]], "method"),
    (["integrations": [["type": "wandb"]]], "integrations"),
  ]

  @Test(arguments: refusedByTheNewer)
  func theNewerRouteNamesItToo(body: JSONObject, param: String) {
    let error = #expect(throws: APIError.self) { try Self.fineTuningJob(body) }
    #expect(error?.param == param)
  }

  @Test func metadataAndNoIntegrationsAreAccepted() throws {
    _ = try Self.fineTuningJob(["metadata": ["a": "b"], "integrations": []])
  }

  @Test func theTrainingFileIsNeeded() {
    let error = #expect(throws: APIError.self) {
      var fields = RequestFields([:])
      _ = try JobRequest(fineTune: &fields)
    }
    #expect(error?.param == "training_file" && error?.code == "missing_required_parameter")
  }

  @Test("Row 33: a suffix has up to 40 characters and something to show")
  func aSuffixHasUpTo40CharactersAndSomethingToShow() throws {
    #expect(throws: APIError.self) { try Self.fineTune(["suffix": "??"]).checkedSettings() }
    let longest = String(repeating: "s", count: 40)
    #expect(
      try Self.fineTune(["suffix": .string(longest)]).checkedSettings().suffix == longest)
    let error = #expect(throws: APIError.self) {
      try Self.fineTune(["suffix": .string(longest + "s")]).checkedSettings()
    }
    #expect(error?.code == "string_above_max_length")
  }
}

@Suite struct ClassificationFieldsTests {
  private static func fields(_ change: (inout ClassificationFields) -> Void) -> ClassificationFields
  {
    var fields = ClassificationFields()
    fields.isWanted = true
    change(&fields)
    return fields
  }

  @Test func figuresNeedAValidationFile() {
    let fields = Self.fields { $0.classCount = 3 }
    let error = #expect(throws: APIError.self) { try fields.request(hasValidationFile: false) }
    #expect(error?.param == "validation_file")
  }

  @Test func figuresNeedToBeToldOfTheClasses() {
    let none = #expect(throws: APIError.self) {
      try Self.fields { _ in }.request(hasValidationFile: true)
    }
    #expect(none?.param == "classification_n_classes")
    let two = #expect(throws: APIError.self) {
      try Self.fields { $0.classCount = 2 }.request(hasValidationFile: true)
    }
    #expect(two?.param == "classification_positive_class")
  }

  @Test("Rows 41 to 44: what is wanted is handed on") func whatIsWantedIsHandedOn() throws {
    let many = try Self.fields { $0.classCount = 3 }.request(hasValidationFile: true)
    #expect(many?.classCount == 3 && many?.betas == [1])
    let two = try Self.fields {
      $0.positiveClass = " a"
      $0.betas = [2]
    }.request(hasValidationFile: true)
    #expect(two?.positiveClass == " a" && two?.classCount == nil && two?.betas == [2])
  }

  @Test func withoutThemNothingMayBeAskedOfThem() throws {
    var fields = ClassificationFields()
    #expect(try fields.request(hasValidationFile: false) == nil)
    fields.betas = [1]
    let error = #expect(throws: APIError.self) { try fields.request(hasValidationFile: true) }
    #expect(error?.param == "classification_betas")
  }
}
