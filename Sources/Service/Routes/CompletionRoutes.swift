// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird
import JSON
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
    let object = CompletionObject(
      id: Identifier.mint(.completion), created: WallClock.now, model: request.model,
      tokenizer: information.tokenizer, withLogprobs: work.request.logprobs != nil)
    let doubt = Self.doubt(about: request.prompts, information)
    context.onHangUp(probe: request.isStreamed ? work.keepAlive : nil) { work.cancel() }
    try engine.submit(work)
    guard request.isStreamed else { return try await whole(work, object).warning(doubt) }
    let stream = CompletionStream(
      work: work, object: object, metrics: metrics, sendsUsage: request.streamsUsage,
      keepAliveSeconds: context.limits.keepAliveSeconds)
    return Response.events { writer in try await stream.write(to: &writer) }.warning(doubt)
  }

  /// What is doubtful about the first prompt that the model was not trained to see.
  private static func doubt(
    about prompts: [CompletionRequest.Prompt], _ model: InferenceEngine.Information
  ) -> String? {
    prompts.lazy.compactMap { prompt in
      guard case .text(let text) = prompt else { return nil }
      return PromptDoubt.sentence(about: text, separator: model.separator)
    }.first
  }

  /// Waits for all texts and answers with the best of each prompt.
  private func whole(_ work: CompletionWork, _ object: CompletionObject) async throws -> Response {
    defer { work.cancel() }
    var texts = GeneratedTexts(work.request)
    for try await event in work.events {
      if case .generated(let content) = event { texts.take(content) }
    }
    try Task.checkCancellation()
    guard !work.isCancelled else { throw APIError.hungUp }
    let usage = TokenUsage(texts)
    metrics.count(promptTokens: usage.promptTokens, completionTokens: usage.completionTokens)
    return .json(object.json(texts))
  }
}

/// Sends a completion as it is generated. It waits for a slow client without keeping the model
/// waiting.
private struct CompletionStream: Sendable {
  let work: CompletionWork
  let object: CompletionObject
  let metrics: ServiceMetrics
  /// Whether a last chunk tells the usage.
  let sendsUsage: Bool
  let keepAliveSeconds: Int

  func write(to writer: inout EventWriter) async throws {
    let clock = Task { [work, keepAliveSeconds] in
      while true {
        try await Task.sleep(for: .seconds(keepAliveSeconds))
        work.keepAlive()
      }
    }
    defer {
      clock.cancel()
      // A client that has gone shows in a write that fails.
      work.cancel()
    }
    var usage = TokenUsage(promptTokens: work.request.promptTokens)
    do {
      for try await event in work.events {
        guard case .generated(let content) = event else {
          try await writer.keepAlive()
          continue
        }
        if case .ended(_, let ending) = content { usage.completionTokens += ending.tokens }
        if let chunk = chunk(content) { try await writer.send(chunk) }
      }
    } catch let error as AssayError {
      // The status was sent long ago; clients look for the error object in the stream.
      try await writer.send(APIError.server("\(error)").json)
    }
    metrics.count(promptTokens: usage.promptTokens, completionTokens: usage.completionTokens)
    guard !work.isCancelled else { throw APIError.hungUp }
    if sendsUsage { try await writer.send(object.json(choices: [], usage: usage)) }
    try await writer.done()
  }

  private func chunk(_ content: GenerationEvent.Content) -> JSONValue? {
    let choice: JSONValue
    switch content {
    case .text(let index, let piece): choice = object.choice(index, piece, finish: nil)
    case .ended(let index, let ending):
      choice = object.choice(index, TextPiece(), finish: ending.reason)
    case .finished, .failed: return nil
    }
    return object.json(choices: [choice], usage: nil)
  }
}
