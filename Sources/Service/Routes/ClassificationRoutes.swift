// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import Hummingbird
import JSON
import LanguageModel
import Platform

/// `/classify`, as vLLM has it: the class of each text, by a model with a classification head.
struct ClassificationRoutes: RouteSet {
  let library: ModelLibrary
  let engine: InferenceEngine
  let metrics: ServiceMetrics

  func add(to group: Group) {
    group.post("classify", use: classify)
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
    let reader = PromptReader(library: library.seen(by: context.client), engine: engine)
    let (source, information) = try await reader.find(model)
    guard !information.writesText else {
      throw APIError.invalid(
        "The model '\(model)' has no classification head. Use completions with logprobs, or train"
          + " one with assay train --objective classification.", param: "model")
    }
    let texts = try await reader.tokens(of: inputs, information, completion: 0, param: "input")
    let answers = try await engine.compute(
      texts, source: source, client: context.watchClient(), by: Answer.answers)
    let count = texts.reduce(0) { $0 + $1.count }
    metrics.count(promptTokens: count, completionTokens: 0)
    return .json([
      "id": .string("classify-" + UUID().uuidString.lowercased()), "object": "list",
      "created": .integer(WallClock.now), "model": .string(model),
      "data": .array(answers.enumerated().map { $1.json(index: $0) }),
      "usage": [
        "prompt_tokens": .integer(count), "total_tokens": .integer(count), "completion_tokens": 0,
      ],
    ])
  }
}

/// What a classification head says of a text.
private struct Answer: Sendable {
  let classes: [String]
  let probabilities: [Double]

  static func answers(_ texts: [[Int32]], _ model: GPT2Model) throws(AssayError) -> [Answer] {
    let scorer = try ClassScorer(model: model)
    return try scorer.logProbabilities(texts).map { scores in
      Answer(classes: scorer.classes, probabilities: scores.map { exp($0) })
    }
  }

  /// With the names of the classes besides, in the order of the probabilities.
  func json(index: Int) -> JSONValue {
    let best = probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
    return [
      "index": .integer(index), "label": .string(classes[best]),
      "probs": .array(probabilities.map { .number($0) }), "num_classes": .integer(classes.count),
      "classes": .array(classes.map { .string($0) }),
    ]
  }
}
