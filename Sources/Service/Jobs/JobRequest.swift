// SPDX-License-Identifier: Apache-2.0

import JSON
import ModelStore
package import ServiceStore
import Training
import Workflows

/// What a client asks for when it makes a fine-tune, read from either route's body.
package struct JobRequest: Sendable {
  package var model: String
  package var trainingFile: String
  package var validationFile: String?
  package var settings = JobSettings()
  package var classification = ClassificationFields()

  package init(model: String, trainingFile: String, validationFile: String? = nil) {
    self.model = model
    self.trainingFile = trainingFile
    self.validationFile = validationFile
  }

  /// The base model of a job that names none.
  package static let defaultModel = "curie"

  /// Reads the body of `POST /fine-tunes`.
  package init(fineTune fields: inout RequestFields) throws(APIError) {
    try self.init(files: &fields)
    try fields.readHyperparameters(into: &settings.hyperparameters)
    classification = try ClassificationFields(&fields)
    try fields.finish()
  }

  /// Reads the body of `POST /fine_tuning/jobs`.
  package init(fineTuningJob fields: inout RequestFields) throws(APIError) {
    try self.init(files: &fields)
    try fields.readHyperparameters(into: &settings.hyperparameters, where: \.isTopLevel)
    if let object = try fields.object("hyperparameters") { try read(hyperparameters: object) }
    if let method = try fields.object("method") { try read(method: method) }
    // Accepted for the sake of clients that always send them; there is nothing here to integrate.
    _ = fields.value("metadata")
    if let integrations = fields.value("integrations"), integrations != .array([]) {
      throw .invalid(
        "Integrations are not offered here. Read the results file, or let your tracker read"
          + " /fine_tuning/jobs.", param: "integrations")
    }
    try fields.finish()
  }

  private init(files fields: inout RequestFields) throws(APIError) {
    guard let file = try fields.string("training_file") else {
      throw RequestFields.missing("training_file")
    }
    trainingFile = file
    validationFile = try fields.string("validation_file")
    model = try fields.string("model") ?? Self.defaultModel
    settings.labelsFile = try fields.string("labels_file")
    settings.suffix = try fields.string("suffix").flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The newer route's choices may be numbers or `"auto"`.
  private mutating func read(hyperparameters object: JSONObject) throws(APIError) {
    var object = object
    for member in object.members where member.value == "auto" { object[member.key] = .null }
    var fields = RequestFields(object)
    try fields.readHyperparameters(into: &settings.hyperparameters) { !$0.isTopLevel }
    try fields.finish()
  }

  private mutating func read(method: JSONObject) throws(APIError) {
    var fields = RequestFields(method)
    guard try fields.string("type") ?? "supervised" == "supervised" else {
      throw .invalid("Only the method 'supervised' is offered.", param: "method")
    }
    let supervised = try fields.object("supervised")
    try fields.finish()
    if let hyperparameters = supervised?["hyperparameters"]?.object {
      try read(hyperparameters: hyperparameters)
    }
  }

  /// What is to be stored of it, once its parts are known to fit together.
  func checkedSettings() throws(APIError) -> JobSettings {
    // Some clients send an empty one always.
    if let suffix = settings.suffix, !suffix.isEmpty { try Self.check(suffix: suffix) }
    var settings = settings
    if settings.suffix == "" { settings.suffix = nil }
    settings.classification = try classification.request(hasValidationFile: validationFile != nil)
    return settings
  }

  /// A suffix has at most 40 characters, and something to show for them.
  private static func check(suffix: String) throws(APIError) {
    guard suffix.count <= FineTunedName.maximumSuffix else {
      throw .invalid(
        "Invalid 'suffix': string too long. Expected a string with maximum length"
          + " \(FineTunedName.maximumSuffix), but got a string with length \(suffix.count) instead.",
        param: "suffix", code: "string_above_max_length")
    }
    guard !FineTunedName.slug(suffix).isEmpty else {
      throw .invalid(
        "Invalid 'suffix': it has no letter or digit.", param: "suffix", code: "invalid_value")
    }
  }
}
