// SPDX-License-Identifier: Apache-2.0

import JSON
import LanguageModel

/// The body of `POST /completions`.
struct CompletionRequest: Sendable {
  /// A prompt as it was sent.
  enum Prompt: Sendable, Equatable {
    case text(String)
    case tokens([Int32])
  }

  var model: String
  var prompts: [Prompt]
  var suffix: String?
  var isStreamed: Bool
  /// A last chunk of the stream tells the usage.
  var streamsUsage: Bool
  /// How to continue the prompts, which are tokens only when their model is known.
  var generation: GenerationRequest

  static let maximumPrompts = 2048
  static let maximumCandidates = 128
  static let maximumLogprobs = 100
  /// More than the API's 4: evaluation programs add one of their own.
  static let maximumStops = 16

  /// - Parameter engine: the model in the path of the older routes.
  init(_ fields: inout RequestFields, engine: String?) throws(APIError) {
    let named = try fields.string("model")
    guard let model = engine ?? named else { throw RequestFields.missing("model") }
    self.model = model
    prompts = try Self.prompts(&fields, name: "prompt") ?? [.text("<|endoftext|>")]
    suffix = try fields.string("suffix")
    let count = try fields.integer("n", in: 1...Self.maximumCandidates) ?? 1
    let candidates = try fields.integer("best_of", in: 1...Self.maximumCandidates)
    isStreamed = try fields.bool("stream") ?? false
    streamsUsage = try Self.streamsUsage(&fields)
    generation = try Self.generation(&fields)
    generation.count = count
    generation.candidates = candidates ?? count
    _ = try fields.string("user")
    try fields.finish()
    try check()
  }

  private func check() throws(APIError) {
    // Some clients send an empty one always.
    guard suffix ?? "" == "" else {
      throw .invalid(
        "Inserting text before a 'suffix' needs a model trained for it; GPT-2 is none.",
        param: "suffix")
    }
    let (count, candidates) = (generation.count, generation.candidates)
    guard candidates >= count else {
      throw .invalid(
        "You requested that the server return more choices than it will generate (HINT: you must"
          + " set 'n' (currently \(count)) to be at most 'best_of' (currently \(candidates)), or"
          + " omit either parameter if you don't specifically want to use them.)",
        param: "best_of")
    }
    guard !isStreamed || candidates == count else {
      throw .invalid(
        "Results cannot be streamed when 'best_of' is greater than 'n'.", param: "best_of")
    }
    guard prompts.count * candidates <= Self.maximumPrompts else {
      throw .invalid(
        "Prompts times 'best_of' is \(prompts.count * candidates); at most"
          + " \(Self.maximumPrompts) completions are made in one request.", param: "prompt")
    }
  }

  /// Whether a last chunk of the stream tells the usage.
  static func streamsUsage(_ fields: inout RequestFields) throws(APIError) -> Bool {
    guard let object = try fields.object("stream_options") else { return false }
    var options = RequestFields(object)
    let isAsked = try options.bool("include_usage") ?? false
    _ = try options.bool("include_obfuscation")
    try options.finish()
    return isAsked
  }

  private static func generation(
    _ fields: inout RequestFields
  ) throws(APIError) -> GenerationRequest {
    var request = try drawing(&fields)
    request.maximumTokens = try fields.integer("max_tokens", in: 0...1_000_000) ?? 16
    request.logprobs = try fields.integer("logprobs", in: 0...maximumLogprobs)
    request.echoes = try fields.bool("echo") ?? false
    return request
  }

  /// How tokens are drawn, and what ends a text.
  static func drawing(_ fields: inout RequestFields) throws(APIError) -> GenerationRequest {
    var request = GenerationRequest()
    request.sampling.temperature = try fields.number("temperature", in: 0...2) ?? 1
    request.sampling.topP = try fields.number("top_p", in: 0...1) ?? 1
    request.sampling.topK = try fields.integer("top_k", in: 1...1_000_000)
    request.sampling.minP = try fields.number("min_p", in: 0...1) ?? 0
    request.sampling.frequencyPenalty = try fields.number("frequency_penalty", in: -2...2) ?? 0
    request.sampling.presencePenalty = try fields.number("presence_penalty", in: -2...2) ?? 0
    if let seed = try fields.integer("seed", in: Int.min...Int.max) {
      request.sampling.seed = UInt64(bitPattern: Int64(seed))
      request.isReproducible = true
    } else {
      request.sampling.seed = UInt64.random(in: 0 ... .max)
    }
    request.stops = try stops(&fields)
    request.sampling.logitBias = try logitBias(&fields)
    return request
  }

  /// A text, some texts, a list of tokens or some lists; nil when absent.
  static func prompts(
    _ fields: inout RequestFields, name: String
  ) throws(APIError) -> [Prompt]? {
    guard let value = fields.value(name) else { return nil }
    if let text = value.string { return [.text(text)] }
    guard let items = value.array else {
      throw RequestFields.wrongType(value, name, expected: "a string or an array")
    }
    guard !items.isEmpty else {
      throw .invalid(
        "Invalid '\(name)': empty array. Expected an array with at least one item.", param: name,
        code: "empty_array")
    }
    if let tokens = tokens(items) { return [.tokens(tokens)] }
    var prompts: [Prompt] = []
    for item in items {
      if let text = item.string {
        prompts.append(.text(text))
      } else if let tokens = item.array.flatMap(tokens), !tokens.isEmpty {
        prompts.append(.tokens(tokens))
      } else {
        throw RequestFields.wrongType(
          item, name, expected: "texts, or lists of token numbers, in the array")
      }
    }
    return prompts
  }

  private static func tokens(_ items: [JSONValue]) -> [Int32]? {
    let numbers = items.compactMap { $0.integer.flatMap { Int32(exactly: $0) } }
    return numbers.count == items.count ? numbers : nil
  }

  private static func stops(_ fields: inout RequestFields) throws(APIError) -> [[UInt8]] {
    guard let value = fields.value("stop") else { return [] }
    let items = value.string.map { [.string($0)] } ?? value.array
    guard let texts = items?.compactMap(\.string), texts.count == items?.count else {
      throw RequestFields.wrongType(value, "stop", expected: "a string or an array of strings")
    }
    guard texts.count <= maximumStops else {
      throw .invalid(
        "Invalid 'stop': array too long. Expected an array with maximum length \(maximumStops),"
          + " but got an array with length \(texts.count) instead.",
        param: "stop", code: "array_above_max_length")
    }
    return texts.filter { !$0.isEmpty }.map { Array($0.utf8) }
  }

  private static func logitBias(
    _ fields: inout RequestFields
  ) throws(APIError) -> [Int32: Double] {
    guard let object = try fields.object("logit_bias") else { return [:] }
    var biases: [Int32: Double] = [:]
    for member in object.members {
      guard let token = Int32(member.key), token >= 0 else {
        throw .invalid(
          "Invalid key in 'logit_bias': \(member.key). Keys are token numbers.",
          param: "logit_bias")
      }
      guard let bias = member.value.double, (-100...100).contains(bias) else {
        throw .invalid(
          "Invalid value in 'logit_bias' of token \(token): expected a number from -100 to 100.",
          param: "logit_bias")
      }
      biases[token] = bias
    }
    return biases
  }
}
