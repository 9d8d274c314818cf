// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird
import JSON
import LanguageModel

/// `/embeddings` and the older `/engines/E/embeddings`.
struct EmbeddingRoutes: RouteSet {
  let library: ModelLibrary
  let engine: InferenceEngine
  let metrics: ServiceMetrics

  func add(to group: Group) {
    group.post("embeddings") { try await embed($0, $1, engine: nil) }
    group.post("engines/:name/embeddings") { try await embed($0, $1, engine: $1.parameter("name")) }
  }

  private func embed(_ request: Request, _ context: APIContext, engine name: String?) async throws
    -> Response
  {
    var fields = try await request.fields(context)
    let request = try EmbeddingRequest(&fields, engine: name)
    let reader = PromptReader(library: library.seen(by: context.client), engine: engine)
    let (source, information) = try await reader.find(request.model)
    if let dimensions = request.dimensions, dimensions != information.width {
      throw APIError.invalid(
        "This model's embeddings have \(information.width) dimensions.", param: "dimensions")
    }
    let texts = try await reader.tokens(
      of: request.inputs, information, completion: 0, param: "input")
    // Each number as such, as a value and as JSON.
    try context.memory.take(texts.count * information.width * 64)
    let vectors = try await engine.compute(
      texts, source: source, client: context.watchClient()
    ) { [pooling = request.pooling] texts, model throws(AssayError) in
      try pooling.vectors(of: texts, model: model).map(Pooling.normalized)
    }
    let count = texts.reduce(0) { $0 + $1.count }
    metrics.count(promptTokens: count, completionTokens: 0)
    let data = vectors.enumerated().map { index, vector -> JSONValue in
      ["object": "embedding", "index": .integer(index), "embedding": request.encoded(vector)]
    }
    return .json([
      "object": "list", "data": .array(data), "model": .string(request.model),
      "pooling": .string(request.pooling.rawValue),
      "usage": ["prompt_tokens": .integer(count), "total_tokens": .integer(count)],
    ])
  }
}
