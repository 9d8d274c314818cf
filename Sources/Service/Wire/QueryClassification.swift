// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import JSON
import Platform
import Workflows

/// The body of `POST /classifications`, and the answer to it. The first API found the label by examples
/// that it put before the query; a fine-tuned model has learned its examples and labels the query alone.
/// So `examples` and `file` are taken and not read, but for the labels in them.
struct QueryClassification {
  let model: String
  let text: String
  /// The labels to choose from; nil is all that the model knows.
  private let labels: [String]?
  private let exampleLabels: [String]
  private let searchModel: String?
  /// How many of the likeliest labels to tell with their log-probabilities.
  private let logprobs: Int?
  private let returnsPrompt: Bool

  private static let mostLogprobs = 100

  init(_ fields: inout RequestFields) throws(APIError) {
    guard let model = try fields.string("model") else { throw RequestFields.missing("model") }
    guard let query = try fields.string("query") else { throw RequestFields.missing("query") }
    self.model = model
    text = query
    labels = try Self.texts(&fields, "labels")
    exampleLabels = try Self.exampleLabels(&fields)
    searchModel = try fields.string("search_model")
    logprobs = try fields.integer("logprobs", in: 0...Self.mostLogprobs)
    returnsPrompt = try fields.bool("return_prompt") ?? false
    // They are about the search and the text that the first API made of it.
    _ = try fields.string("file")
    _ = try fields.number("temperature", in: 0...2)
    _ = try fields.integer("max_examples", in: 0...1_000_000)
    _ = try fields.object("logit_bias")
    _ = try fields.bool("return_metadata")
    _ = try Self.texts(&fields, "expand")
    _ = try fields.string("user")
  }

  private static func texts(
    _ fields: inout RequestFields, _ name: String
  ) throws(APIError) -> [String]? {
    guard let value = fields.value(name) else { return nil }
    let texts = value.array?.compactMap(\.string)
    guard let texts, texts.count == value.array?.count else {
      throw RequestFields.wrongType(value, name, expected: "an array of strings")
    }
    return texts
  }

  private static func exampleLabels(_ fields: inout RequestFields) throws(APIError) -> [String] {
    guard let value = fields.value("examples") else { return [] }
    let pairs = value.array?.compactMap { $0.array?.compactMap(\.string) }.filter { $0.count == 2 }
    guard let pairs, pairs.count == value.array?.count else {
      throw RequestFields.wrongType(value, "examples", expected: "pairs of a text and its label")
    }
    return pairs.map { $0[1] }
  }

  // MARK: The answer

  func answer(_ prediction: Prediction, of terms: ClassifierTerms) throws(APIError) -> JSONValue {
    _ = try places(of: exampleLabels, "examples", terms: terms)
    let places =
      try labels.map { names throws(APIError) in try self.places(of: names, "labels", terms: terms)
      }
      ?? Array(terms.classes.indices)
    let sum = places.reduce(0) { $0 + prediction.probabilities[$1] }
    let chances = places.map {
      sum > 0 ? prediction.probabilities[$0] / sum : 1 / Double(places.count)
    }
    let chosen = Prediction(chances)
    let names = places.map { terms.classes[$0] }
    var object: JSONObject = [
      "completion": .string("cmpl-" + UUID().uuidString.replacing("-", with: "").prefix(29)),
      "label": .string(names[chosen.best]), "model": .string(model), "object": "classification",
      "search_model": .string(searchModel ?? model), "selected_examples": [],
      "created": .integer(WallClock.now), "probability": .number(chosen.probability),
      "margin": .number(chosen.margin),
    ]
    if let logprobs {
      object.append("label_logprobs", Self.logProbabilities(names, chances, count: logprobs))
    }
    if returnsPrompt { object.append("prompt", .string(terms.prompt(text))) }
    return .object(object)
  }

  /// The likeliest labels, the likeliest first.
  private static func logProbabilities(
    _ names: [String], _ chances: [Double], count: Int
  ) -> JSONValue {
    let order = chances.indices.sorted { (chances[$0], $1) > (chances[$1], $0) }
    var object = JSONObject()
    for index in order.prefix(count) { object.append(names[index], JSONValue(log(chances[index]))) }
    return .object(object)
  }

  /// The places of labels, each once.
  private func places(
    of names: [String], _ field: String, terms: ClassifierTerms
  ) throws(APIError) -> [Int] {
    var places: [Int] = []
    for name in names {
      guard let place = terms.index(of: name) else {
        let known = Plural.listed(terms.classes, most: 5) { $0 }
        throw .invalid(
          "Invalid '\(field)': '\(name)' is none of the \(terms.classes.count) labels that the model"
            + " '\(model)' was fine-tuned on (\(known)).",
          param: field)
      }
      if !places.contains(place) { places.append(place) }
    }
    guard !places.isEmpty || names.isEmpty && field == "examples" else {
      throw .invalid("Invalid '\(field)': empty array.", param: field, code: "empty_array")
    }
    return places
  }
}
