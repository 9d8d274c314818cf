// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird
import JSON

/// `/completions` and the older `/engines/E/completions`.
struct CompletionRoutes: RouteSet {
  let library: ModelLibrary
  let engine: InferenceEngine
  let metrics: ServiceMetrics

  func add(to group: Group) {
    group.post("completions") { try await complete($0, $1, engine: nil) }
    group.post("engines/:name/completions") {
      try await complete($0, $1, engine: $1.parameter("name"))
    }
  }

  private func complete(_ request: Request, _ context: APIContext, engine name: String?)
    async throws -> Response
  {
    var fields = try await request.fields(context)
    let request = try CompletionRequest(&fields, engine: name)
    let work = try await PromptReader(library: library, engine: engine).work(for: request)
    let information = try await engine.information(work.source)
    guard information.writesText else {
      throw APIError.invalid(
        "The model '\(request.model)' has a classification head and writes no text. Use assay eval"
          + " or assay score --classes, or another model.", param: "model")
    }
    let object = CompletionObject(
      id: Identifier.mint(.completion), created: Store.now(), model: request.model,
      tokenizer: information.tokenizer, withLogprobs: request.parameters.logprobs != nil)
    try engine.submit(work)
    guard request.isStreamed else { return try await whole(request, work, object) }
    let stream = CompletionStream(
      request: request, work: work, object: object, metrics: metrics,
      keepAliveSeconds: context.limits.keepAliveSeconds)
    return .events { writer in try await stream.write(to: &writer) }
  }

  /// Waits for all choices and answers with the best of each prompt.
  private func whole(
    _ request: CompletionRequest, _ work: CompletionWork, _ object: CompletionObject
  ) async throws -> Response {
    var collected = CollectedChoices(count: work.choices)
    for try await event in work.events { collected.take(event) }
    try Task.checkCancellation()
    let usage = CompletionObject.Usage(
      promptTokens: work.prompts.reduce(0) { $0 + $1.count },
      completionTokens: collected.generatedTokens)
    metrics.count(promptTokens: usage.promptTokens, completionTokens: usage.completionTokens)
    let best = collected.best(request.count, of: work.candidates)
    let choices = best.enumerated().map { index, choice in
      object.choice(index, choice.piece, finish: choice.ending?.reason)
    }
    return .json(object.json(choices: choices, usage: usage))
  }
}
