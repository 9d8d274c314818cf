// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird
import LanguageModel
import OpenAIWire
import Platform
import ServiceStore
import Workflows

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
    let work = try await PromptReader(library: library.seen(by: context.client), engine: engine)
      .work(for: request)
    let information = try await engine.information(work.source)
    guard information.writesText else {
      throw APIError.invalid(
        "The model '\(request.model)' has a classification head and writes no text. Use assay predict"
          + " or assay eval, or another model.", param: "model")
    }
    try context.memory.take(work.request.answerBytes)
    let object = CompletionObject(
      id: Identifier.mint(.completion), created: WallClock.now, model: request.model,
      tokenizer: information.tokenizer, withLogprobs: work.request.logprobs != nil)
    let doubt = Self.doubt(about: request.prompts, work.request, model: information)
    context.onHangUp(probe: request.isStreamed ? work.keepAlive : nil) { work.cancel() }
    try engine.submit(work)
    guard request.isStreamed else { return try await work.answer(object, metrics).warning(doubt) }
    let stream = CompletionStream(
      work: work, object: object, metrics: metrics, sendsUsage: request.streamsUsage,
      keepAliveSeconds: context.limits.keepAliveSeconds)
    return Response.events { writer in try await stream.write(to: &writer) }.warning(doubt)
  }

  /// What is doubtful about a request for which the model was not trained.
  private static func doubt(
    about prompts: [CompletionRequest.Prompt], _ request: GenerationRequest,
    model: InferenceEngine.Information
  ) -> String? {
    let texts = prompts.compactMap { prompt -> String? in
      guard case .text(let text) = prompt else { return nil }
      return text
    }
    let doubts = model.doubt.sentences(
      about: texts, stops: request.stops, limit: request.maximumTokens)
    return doubts.isEmpty ? nil : doubts.joined(separator: "; ")
  }
}

extension CompletionWork {
  /// Waits for all texts and answers with the best of each prompt.
  func answer(_ object: any AnswerObject, _ metrics: ServiceMetrics) async throws -> Response {
    defer { cancel() }
    var texts = GeneratedTexts(request)
    for try await event in events {
      if case .generated(let content) = event { texts.take(content) }
    }
    try Task.checkCancellation()
    guard !isCancelled else { throw APIError.hungUp }
    let usage = TokenUsage(texts)
    metrics.count(promptTokens: usage.promptTokens, completionTokens: usage.completionTokens)
    return .json(object.json(texts))
  }
}
