// SPDX-License-Identifier: Apache-2.0

import JSON
import LanguageModel

/// The body of `POST /chat/completions`.
struct ChatCompletionRequest: Sendable {
  var model: String
  var messages: [JSONValue]
  var isStreamed: Bool
  /// A last chunk of the stream tells the usage.
  var streamsUsage: Bool
  /// The most tokens of an answer; nil is all that the model has room for.
  var maximumTokens: Int?
  /// How to continue the conversation, whose tokens are known only when its model is.
  var generation: GenerationRequest

  private static let maximumAlternatives = 20
  /// What changes nothing here: who asks, and how a service keeps its books.
  private static let idle = [
    "user", "metadata", "service_tier", "safety_identifier", "prompt_cache_key",
    "prompt_cache_retention", "parallel_tool_calls",
  ]
  /// What only other models can do.
  private static let unable = [
    "tools", "functions", "function_call", "audio", "prediction", "web_search_options",
    "reasoning_effort", "verbosity",
  ]

  init(_ fields: inout RequestFields) throws(APIError) {
    guard let model = try fields.string("model") else { throw RequestFields.missing("model") }
    self.model = model
    messages = try RequestedMessages.read(&fields)
    isStreamed = try fields.bool("stream") ?? false
    streamsUsage = try CompletionRequest.streamsUsage(&fields)
    let count = try fields.integer("n", in: 1...CompletionRequest.maximumCandidates) ?? 1
    let wanted = try fields.integer("max_completion_tokens", in: 1...1_000_000)
    maximumTokens = try fields.integer("max_tokens", in: 1...1_000_000) ?? wanted
    generation = try CompletionRequest.drawing(&fields)
    generation.count = count
    generation.candidates = count
    generation.logprobs = try Self.logprobs(&fields)
    try Self.refuse(&fields)
    for name in Self.idle { _ = fields.value(name) }
    try fields.finish()
  }

  /// How many of the likeliest tokens are asked for; nil where none of their figures is.
  private static func logprobs(_ fields: inout RequestFields) throws(APIError) -> Int? {
    let isAsked = try fields.bool("logprobs") ?? false
    let count = try fields.integer("top_logprobs", in: 0...maximumAlternatives)
    guard isAsked || count == nil else {
      throw .invalid(
        "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
        param: "top_logprobs")
    }
    return isAsked ? count ?? 0 : nil
  }

  private static func refuse(_ fields: inout RequestFields) throws(APIError) {
    for name in unable {
      guard let value = fields.value(name), value.array?.isEmpty != true else { continue }
      throw .invalid(
        "'\(name)' is not supported: the models here write text and call no tools. Leave it out.",
        param: name, code: "unsupported_parameter")
    }
    try allow(["none", "auto"], for: "tool_choice", fields: &fields)
    if let form = try fields.object("response_format"), form["type"]?.string != "text" {
      throw .invalid(
        "'response_format' can only be {\"type\": \"text\"}: the models here do not hold to a schema.",
        param: "response_format", code: "unsupported_parameter")
    }
    if let kinds = fields.value("modalities"), kinds != ["text"] {
      throw .invalid(
        "'modalities' can only be [\"text\"].", param: "modalities",
        code: "unsupported_parameter")
    }
    if try fields.bool("store") ?? false {
      throw .invalid(
        "'store' is not supported: chat completions are not kept here. Leave it out.",
        param: "store", code: "unsupported_parameter")
    }
  }

  private static func allow(
    _ allowed: [String], for name: String, fields: inout RequestFields
  ) throws(APIError) {
    guard let value = fields.value(name) else { return }
    guard let text = value.string, allowed.contains(text) else {
      throw .invalid(
        "'\(name)' is not supported: the models here call no tools. Leave it out.", param: name,
        code: "unsupported_parameter")
    }
  }
}
