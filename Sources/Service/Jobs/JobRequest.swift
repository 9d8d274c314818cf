// SPDX-License-Identifier: Apache-2.0

import JSON
import ModelStore

/// What a client asks for when it makes a fine-tune, read from either route's body.
package struct JobRequest: Sendable {
  package var model: String
  package var trainingFile: String
  package var validationFile: String?
  package var settings = JobSettings()

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
    settings.epochs = try fields.integer("n_epochs", in: 1...1000)
    settings.batchSize = try fields.integer("batch_size", in: 1...65536)
    settings.learningRateMultiplier = try Self.multiplier(&fields)
    settings.promptLossWeight = try fields.number("prompt_loss_weight", in: 0...1)
    settings.computesClassificationMetrics =
      try fields.bool("compute_classification_metrics") ?? false
    settings.classificationClasses = try fields.integer("classification_n_classes", in: 2...10000)
    settings.classificationPositiveClass = try fields.string("classification_positive_class")
    settings.classificationBetas = try Self.betas(&fields)
    settings.suffix = try Self.suffix(&fields)
    settings.seed = try fields.integer("seed", in: 0...Int(Int32.max))
    try fields.finish()
    try checkClassification()
  }

  /// Reads the body of `POST /fine_tuning/jobs`.
  package init(fineTuningJob fields: inout RequestFields) throws(APIError) {
    try self.init(files: &fields)
    settings.suffix = try Self.suffix(&fields)
    settings.seed = try fields.integer("seed", in: 0...Int(Int32.max))
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
  }

  /// The newer route's choices may be numbers or `"auto"`.
  private mutating func read(hyperparameters object: JSONObject) throws(APIError) {
    var object = object
    for member in object.members where member.value == "auto" { object[member.key] = .null }
    var fields = RequestFields(object)
    settings.epochs = try fields.integer("n_epochs", in: 1...1000)
    settings.batchSize = try fields.integer("batch_size", in: 1...65536)
    settings.learningRateMultiplier = try Self.multiplier(&fields)
    settings.promptLossWeight = try fields.number("prompt_loss_weight", in: 0...1)
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

  private static func multiplier(_ fields: inout RequestFields) throws(APIError) -> Double? {
    let value = try fields.number("learning_rate_multiplier", in: 0...1000)
    guard value != 0 else {
      throw .invalid(
        "Invalid 'learning_rate_multiplier': it must be greater than 0.",
        param: "learning_rate_multiplier")
    }
    return value
  }

  private static func betas(_ fields: inout RequestFields) throws(APIError) -> [Double] {
    let name = "classification_betas"
    guard let value = fields.value(name) else { return [] }
    guard let betas = value.array?.compactMap(\.double), betas.count == value.array?.count else {
      throw RequestFields.wrongType(value, name, expected: "an array of numbers")
    }
    guard betas.allSatisfy({ $0 > 0 && $0 <= 1000 }) else {
      throw .invalid("Invalid '\(name)': each beta must be greater than 0.", param: name)
    }
    return betas
  }

  private static func suffix(_ fields: inout RequestFields) throws(APIError) -> String? {
    // Some clients send an empty one always.
    guard let suffix = try fields.string("suffix"), !suffix.isEmpty else { return nil }
    try check(suffix: suffix)
    return suffix
  }

  /// A suffix has at most 40 characters, and something to show for them.
  package static func check(suffix: String) throws(APIError) {
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

  /// Class metrics need a validation file, and to be told of the classes.
  package func checkClassification() throws(APIError) {
    guard settings.computesClassificationMetrics else {
      guard settings.classificationBetas.isEmpty else {
        throw .invalid(
          "'classification_betas' needs 'compute_classification_metrics' to be true.",
          param: "classification_betas")
      }
      return
    }
    guard validationFile != nil else {
      throw .invalid(
        "'compute_classification_metrics' needs a 'validation_file'.", param: "validation_file")
    }
    let classes = settings.classificationClasses
    let isBinary = settings.classificationPositiveClass != nil
    guard classes != nil || isBinary else {
      throw .invalid(
        "'compute_classification_metrics' needs 'classification_n_classes', and for two classes"
          + " 'classification_positive_class'.", param: "classification_n_classes")
    }
    guard classes != 2 || isBinary else {
      throw .invalid(
        "Two classes need 'classification_positive_class'.",
        param: "classification_positive_class")
    }
  }
}
