// SPDX-License-Identifier: Apache-2.0

import AssayCore
import ChatTemplates
import Hummingbird
import LanguageModel
import OpenAIWire
import Platform
import ServiceStore
import Tokenizer
import Workflows

/// `/chat/completions`: the model continues a conversation, written by its chat template.
struct ChatRoutes: RouteSet {
  let library: ModelLibrary
  let engine: InferenceEngine
  let metrics: ServiceMetrics

  func add(to group: Group) {
    group.post("chat/completions") { try await complete($0, $1) }
  }

  private func complete(_ request: Request, _ context: APIContext) async throws -> Response {
    var fields = try await request.fields(context)
    let request = try ChatCompletionRequest(&fields)
    let reader = PromptReader(library: library.seen(by: context.client), engine: engine)
    let (source, information) = try await reader.find(request.model)
    guard information.writesText else {
      throw APIError.invalid(
        "The model '\(request.model)' has a classification head and writes no text. Ask for"
          + " classifications, or another model.", param: "model")
    }
    var generation = request.generation
    let written = try await Self.write(request, for: source, information: information)
    generation.stops += written.stops
    generation.prompts = try await reader.tokens(
      of: [.text(written.text)], information, completion: request.maximumTokens ?? 1,
      param: "messages")
    let room = information.contextLength - generation.promptTokens
    generation.maximumTokens = request.maximumTokens ?? room
    for token in generation.sampling.logitBias.keys {
      try reader.check(token, information, param: "logit_bias")
    }
    try context.memory.take(generation.answerBytes)
    let work = CompletionWork(source: source, request: generation)
    let object = ChatCompletionObject(
      id: Identifier.mint(.chatCompletion), created: WallClock.now, model: request.model,
      tokenizer: information.tokenizer, withLogprobs: generation.logprobs != nil,
      announcesUsage: request.streamsUsage)
    context.onHangUp(probe: request.isStreamed ? work.keepAlive : nil) { work.cancel() }
    try engine.submit(work)
    let doubt = information.doubt.sentenceAboutChat
    guard request.isStreamed else { return try await work.answer(object, metrics).warning(doubt) }
    let stream = CompletionStream(
      work: work, object: object, metrics: metrics, sendsUsage: request.streamsUsage,
      keepAliveSeconds: context.limits.keepAliveSeconds)
    return Response.events { writer in try await stream.write(to: &writer) }.warning(doubt)
  }

  /// The conversation as a prompt, and what ends an answer beside the model's own end.
  private static func write(
    _ request: ChatCompletionRequest, for source: ModelSource,
    information: InferenceEngine.Information
  ) async throws -> (text: String, stops: [[UInt8]]) {
    let tokenizer = information.tokenizer
    let endToken = tokenizer.name(of: tokenizer.endOfText)
    let chat = ChatRequest(messages: request.messages, addsGenerationPrompt: true)
    let written = try await Offload.run { () throws(AssayError) in
      let template = try ChatTemplate.chosen(
        nil, modelFolder: source.folder, endToken: endToken)
      return Result { () throws(TemplateFault) in
        (text: try template.render(chat).text, stops: try template.stops(besides: endToken))
      }
    }
    do throws(TemplateFault) {
      return try written.get()
    } catch {
      throw APIError.invalid(
        "The chat template of the model refuses the messages: \(error.message).",
        param: "messages")
    }
  }
}
