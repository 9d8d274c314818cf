// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hummingbird
import JSON
import Platform
import Workflows

/// The class of texts, by a model that was trained to tell classes apart: `/classify` as vLLM has it, and
/// `/classifications` as OpenAI's first API had it.
struct ClassificationRoutes: RouteSet {
  let library: ModelLibrary
  let engine: InferenceEngine
  let metrics: ServiceMetrics

  func add(to group: Group) {
    group.post("classify", use: classify)
    group.post("classifications", use: classifyQuery)
  }

  @Sendable private func classify(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    var fields = try await request.fields(context)
    guard let model = try fields.string("model") else { throw RequestFields.missing("model") }
    guard let inputs = try CompletionRequest.prompts(&fields, name: "input") else {
      throw RequestFields.missing("input")
    }
    _ = try fields.string("user")
    try fields.finish()
    let answer = try await label(inputs, by: model, param: "input", context: context)
    let classes = answer.terms.reportedClasses
    return .json([
      "id": .string("classify-" + UUID().uuidString.lowercased()), "object": "list",
      "created": .integer(WallClock.now), "model": .string(model),
      "data": .array(answer.predictions.enumerated().map { Self.json($1, classes, index: $0) }),
      "usage": [
        "prompt_tokens": .integer(answer.tokenCount), "total_tokens": .integer(answer.tokenCount),
        "completion_tokens": 0,
      ],
    ])
  }

  @Sendable private func classifyQuery(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    var fields = try await request.fields(context)
    let query = try QueryClassification(&fields)
    try fields.finish()
    let answer = try await label(
      [.text(query.text)], by: query.model, param: "query", context: context)
    guard let prediction = answer.predictions.first else { throw RequestFields.missing("query") }
    return .json(try query.answer(prediction, of: answer.terms))
  }

  /// What a model says of some texts.
  private struct Answer {
    let terms: ClassifierTerms
    let predictions: [Prediction]
    let tokenCount: Int
  }

  private func label(
    _ inputs: [CompletionRequest.Prompt], by model: String, param: String, context: APIContext
  ) async throws -> Answer {
    let models = library.seen(by: context.client)
    if let labeler = try await engine.linearLabeler(try await models.folder(of: model)) {
      return try await label(inputs, by: labeler, model: model, param: param)
    }
    let reader = PromptReader(library: models, engine: engine)
    let (source, information) = try await reader.find(model)
    guard let labeler = information.labeler else {
      throw APIError.invalid(
        "The model '\(model)' has no classification head and was not fine-tuned on labels. Use"
          + " completions with logprobs, or train a classifier with assay train on labeled rows.",
        param: "model")
    }
    let prompts = inputs.map { input -> CompletionRequest.Prompt in
      if case .text(let text) = input { .text(labeler.terms.prompt(text)) } else { input }
    }
    let texts = try await reader.tokens(
      of: prompts, information, completion: labeler.addedTokens, param: param)
    let predictions = try await engine.compute(
      texts, source: source, client: context.watchClient(), by: labeler.predictions)
    let count = texts.reduce(0) { $0 + $1.count }
    metrics.count(promptTokens: count, completionTokens: 0)
    return Answer(terms: labeler.terms, predictions: predictions, tokenCount: count)
  }

  /// A linear model reads texts, and counts no tokens.
  private func label(
    _ inputs: [CompletionRequest.Prompt], by labeler: LinearLabeler, model: String, param: String
  ) async throws -> Answer {
    let texts = try inputs.map { input throws(APIError) -> String in
      if case .text(let text) = input { return text }
      throw .invalid(
        "The model '\(model)' is a linear model: give '\(param)' as text, not as tokens.",
        param: param)
    }
    let predictions = try await Offload.run { labeler.predictions(of: texts) }
    return Answer(terms: labeler.terms, predictions: predictions, tokenCount: 0)
  }

  /// With the names of the classes besides, in the order of the probabilities.
  private static func json(_ prediction: Prediction, _ classes: [String], index: Int) -> JSONValue {
    [
      "index": .integer(index), "label": .string(classes[prediction.best]),
      "probs": .array(prediction.probabilities.map { .number($0) }),
      "num_classes": .integer(classes.count), "classes": .array(classes.map { .string($0) }),
    ]
  }
}
