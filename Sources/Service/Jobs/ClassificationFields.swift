// SPDX-License-Identifier: Apache-2.0

import JSON
import Workflows

/// What a request says of the figures of a classifier.
package struct ClassificationFields: Sendable {
  package var isWanted = false
  package var classCount: Int?
  package var positiveClass: String?
  package var betas: [Double] = []

  package init() {}

  init(_ fields: inout RequestFields) throws(APIError) {
    isWanted = try fields.bool("compute_classification_metrics") ?? false
    classCount = try fields.integer("classification_n_classes", in: 2...10000)
    positiveClass = try fields.string("classification_positive_class")
    betas = try Self.betas(&fields)
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

  /// Nil when no figures are wanted.
  /// - Throws: `APIError` 400: they need a validation file, and to be told of the classes.
  func request(hasValidationFile: Bool) throws(APIError) -> ClassificationRequest? {
    guard isWanted else {
      guard betas.isEmpty else {
        throw .invalid(
          "'classification_betas' needs 'compute_classification_metrics' to be true.",
          param: "classification_betas")
      }
      return nil
    }
    guard hasValidationFile else {
      throw .invalid(
        "'compute_classification_metrics' needs a 'validation_file'.", param: "validation_file")
    }
    guard classCount != nil || positiveClass != nil else {
      throw .invalid(
        "'compute_classification_metrics' needs 'classification_n_classes', and for two classes"
          + " 'classification_positive_class'.", param: "classification_n_classes")
    }
    guard classCount != 2 || positiveClass != nil else {
      throw .invalid(
        "Two classes need 'classification_positive_class'.",
        param: "classification_positive_class")
    }
    var request = ClassificationRequest()
    request.classCount = classCount
    request.positiveClass = positiveClass
    if !betas.isEmpty { request.betas = betas }
    return request
  }
}
