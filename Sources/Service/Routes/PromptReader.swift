// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import ModelStore
import Tokenizer

/// Turns prompts into tokens that fit the model.
struct PromptReader: Sendable {
  let library: ModelLibrary
  let engine: InferenceEngine
  /// No token of GPT-2's vocabulary has more bytes, so a text of more than this many for each place
  /// cannot fit; it is refused without being read.
  private static let longestToken = 128

  /// The work that a request asks of its model.
  func work(for request: CompletionRequest) async throws -> CompletionWork {
    let (source, information) = try await find(request.model)
    var generation = request.generation
    generation.prompts = try await tokens(
      of: request.prompts, information, completion: generation.maximumTokens, param: "prompt")
    for token in generation.sampling.logitBias.keys {
      try check(token, information, param: "logit_bias")
    }
    return CompletionWork(source: source, request: generation)
  }

  /// Finds a language model by name.
  func find(_ name: String) async throws -> (ModelSource, InferenceEngine.Information) {
    let source = try await library.folder(of: name)
    if let folder = source.folder, LinearModelFile.stands(in: folder) {
      let fault = LinearModelFile.refusal(of: name).message
      throw APIError.invalid("The model \(fault). Ask for classifications.", param: "model")
    }
    return (source, try await engine.information(source))
  }

  /// The tokens of texts, or tokens as they came, checked against the model.
  func tokens(
    of prompts: [CompletionRequest.Prompt], _ information: InferenceEngine.Information,
    completion: Int, param: String
  ) async throws -> [[Int32]] {
    var result: [[Int32]] = []
    for prompt in prompts {
      switch prompt {
      case .tokens(let tokens):
        for token in tokens { try check(token, information, param: param) }
        result.append(tokens.isEmpty ? [information.tokenizer.endOfText] : tokens)
      case .text(let text):
        let least = text.utf8.count / Self.longestToken
        if least > information.contextLength {
          try checkLength(least, information, completion: completion, param: param)
        }
        result.append(try await encode(text, information.tokenizer))
      }
      try checkLength(
        result[result.count - 1].count, information, completion: completion, param: param)
    }
    return result
  }

  private func encode(_ text: String, _ tokenizer: TextTokenizer) async throws -> [Int32] {
    guard text.utf8.count > 4096 else { return tokenizer.encodePrompt(text) }
    return try await Offload.run { tokenizer.encodePrompt(text) }
  }

  /// - Throws: `APIError` 400 for a number that is no token.
  func check(
    _ token: Int32, _ information: InferenceEngine.Information, param: String
  ) throws(APIError) {
    guard token >= 0, Int(token) < information.tokenizer.vocabularySize else {
      throw .invalid(
        "Invalid '\(param)': \(token) is not a token. Tokens are numbers from 0 to"
          + " \(information.tokenizer.vocabularySize - 1).", param: param)
    }
  }

  private func checkLength(
    _ count: Int, _ information: InferenceEngine.Information, completion: Int, param: String
  ) throws(APIError) {
    let limit = information.contextLength
    guard count + completion > limit else { return }
    throw .invalid(
      "This model's maximum context length is \(limit) tokens, however you requested"
        + " \(count + completion) tokens (\(count) in your prompt; \(completion) for the"
        + " completion). Please reduce your prompt; or completion length.",
      param: param, code: "context_length_exceeded")
  }
}
