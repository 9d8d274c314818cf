// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JSON
import LanguageModel
import Tokenizer

/// `/tokenize`, `/detokenize` and `/tokenizer_info`, for programs that count tokens from afar.
struct TokenRoutes: RouteSet {
  let library: ModelLibrary
  let engine: InferenceEngine
  /// The model whose tokenizer serves a request that names none.
  private static let standardModel = "ada"
  /// The memory that a token takes as a number, as a value and as JSON, and as a part of a text.
  private static let tokenBytes = 64
  private static let textBytes = 16

  func add(to group: Group) {
    group.post("tokenize", use: tokenize)
    group.post("detokenize", use: detokenize)
    group.get("tokenizer_info", use: information)
  }

  @Sendable private func tokenize(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    var fields = try await request.fields(context)
    let information = try await find(try fields.string("model"), context)
    guard let text = try fields.string("prompt") ?? fields.string("content") else {
      throw RequestFields.missing("prompt")
    }
    // GPT-2 puts nothing around a text.
    _ = try fields.bool("add_special_tokens")
    let withTexts = try fields.bool("return_token_strs") ?? false
    try fields.finish()
    let tokenizer = information.tokenizer
    let tokens = try await Offload.run { tokenizer.encode(text) }
    try context.memory.take(tokens.count * (withTexts ? 2 : 1) * Self.tokenBytes)
    var object: JSONObject = [
      "count": .integer(tokens.count), "max_model_len": .integer(information.contextLength),
      "tokens": .array(tokens.map { .integer(Int($0)) }),
    ]
    if withTexts {
      object.append("token_strs", .array(tokens.map { .string(tokenizer.decode([$0])) }))
    }
    return .json(.object(object))
  }

  @Sendable private func detokenize(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    var fields = try await request.fields(context)
    let tokenizer = try await find(try fields.string("model"), context).tokenizer
    guard let value = fields.value("tokens") else { throw RequestFields.missing("tokens") }
    let tokens = value.array?.compactMap { $0.integer.flatMap { Int32(exactly: $0) } }
    guard let tokens, tokens.count == value.array?.count else {
      throw RequestFields.wrongType(value, "tokens", expected: "an array of token numbers")
    }
    try fields.finish()
    guard tokens.allSatisfy({ $0 >= 0 && Int($0) < tokenizer.vocabularySize }) else {
      throw APIError.invalid("Invalid 'tokens': one of them is not a token.", param: "tokens")
    }
    try context.memory.take(tokens.count * Self.textBytes)
    let text = tokenizer.decode(tokens)
    return .json(["prompt": .string(text), "content": .string(text)])
  }

  @Sendable private func information(_ request: Request, _ context: APIContext) async throws
    -> Response
  {
    let information = try await find(request.query()["model"], context)
    let end = information.tokenizer.decode([information.tokenizer.endOfText])
    return .json([
      "tokenizer_class": "GPT2Tokenizer",
      "vocab_size": .integer(information.tokenizer.vocabularySize),
      "model_max_length": .integer(information.contextLength), "bos_token": .string(end),
      "eos_token": .string(end), "unk_token": .string(end), "pad_token": nil,
      "chat_template": nil,
    ])
  }

  private func find(_ model: String?, _ context: APIContext) async throws
    -> InferenceEngine.Information
  {
    let name = model ?? Self.standardModel
    let library = library.seen(by: context.client)
    if case .preset(let shape)? = try await library.source(of: name) {
      // Who counts tokens needs no weights; shapes have GPT-2's.
      let configuration = GPT2Configuration.preset(shape) ?? GPT2Configuration()
      return InferenceEngine.Information(
        contextLength: configuration.positions, width: configuration.width, tokenizer: .gpt2,
        writesText: true)
    }
    return try await PromptReader(library: library, engine: engine).find(name).1
  }
}
