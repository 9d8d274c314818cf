// SPDX-License-Identifier: Apache-2.0

package import JSON
package import LanguageModel
package import Tokenizer

/// Writes the objects that answer a completion in OpenAI's format: the whole, and the chunks of a
/// stream.
package struct CompletionObject: AnswerObject {
  private let id: String?
  private let created: Int?
  private let model: String
  private let names: TokenNames
  private let withLogprobs: Bool

  /// - Parameters:
  ///   - id: left out when nil, as for an answer that nobody can ask for again.
  ///   - created: seconds since 1970; left out when nil.
  ///   - withLogprobs: whether log-probabilities were asked for.
  package init(
    id: String? = nil, created: Int? = nil, model: String, tokenizer: TextTokenizer,
    withLogprobs: Bool
  ) {
    self.id = id
    self.created = created
    self.model = model
    names = TokenNames(tokenizer)
    self.withLogprobs = withLogprobs
  }

  /// The whole answer: the texts that are kept, and the tokens of all.
  package func json(_ texts: GeneratedTexts) -> JSONValue {
    json(
      choices: texts.best.enumerated().map { index, text in
        choice(index, text.piece, finish: text.ending?.reason)
      }, usage: TokenUsage(texts))
  }

  /// An answer, or a chunk of one.
  package func json(choices: [JSONValue], usage: TokenUsage?) -> JSONValue {
    var object = JSONObject()
    if let id { object.append("id", .string(id)) }
    object.append("object", "text_completion")
    if let created { object.append("created", .integer(created)) }
    object.append("model", .string(model))
    object.append("choices", .array(choices))
    if let usage { object.append("usage", usage.json) }
    return .object(object)
  }

  /// A text, or a stretch of one.
  package func choice(_ index: Int, _ piece: TextPiece, finish: FinishReason?) -> JSONValue {
    [
      "text": .string(piece.text), "index": .integer(index),
      "logprobs": withLogprobs ? logprobs(piece.tokens) : nil,
      "finish_reason": finish.map { .string($0.rawValue) } ?? .null,
    ]
  }

  package func chunk(_ content: GenerationEvent.Content) -> JSONValue? {
    switch content {
    case .text(let index, let piece):
      json(choices: [choice(index, piece, finish: nil)], usage: nil)
    case .ended(let index, let ending):
      json(choices: [choice(index, TextPiece(), finish: ending.reason)], usage: nil)
    case .finished, .failed: nil
    }
  }

  package func usageChunk(_ usage: TokenUsage) -> JSONValue { json(choices: [], usage: usage) }

  /// The four arrays of the older shape, one entry a token.
  private func logprobs(_ tokens: [TextPiece.Token]) -> JSONValue {
    [
      "tokens": .array(tokens.map { .string(names.name(of: $0.score.token)) }),
      "token_logprobs": .array(tokens.map { JSONValue($0.score.logProbability) }),
      "top_logprobs": .array(tokens.map { alternatives($0.score) }),
      "text_offset": .array(tokens.map { .integer($0.offset) }),
    ]
  }

  /// The likeliest tokens and the one that stands there, whose number is the same as in
  /// `token_logprobs`.
  private func alternatives(_ score: TokenScore) -> JSONValue {
    guard let own = score.logProbability else { return nil }
    var tokens = score.alternatives
    if !tokens.contains(where: { $0.token == score.token }) {
      tokens.append(.init(token: score.token, logProbability: own))
    }
    return .object(names.object(of: tokens))
  }
}

/// The tokens that a request was and brought.
package struct TokenUsage: Sendable, Equatable {
  package var promptTokens: Int
  package var completionTokens: Int

  package init(promptTokens: Int, completionTokens: Int = 0) {
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
  }

  package init(_ texts: GeneratedTexts) {
    promptTokens = texts.request.promptTokens
    completionTokens = texts.generatedTokens
  }

  package var json: JSONValue {
    [
      "prompt_tokens": .integer(promptTokens), "completion_tokens": .integer(completionTokens),
      "total_tokens": .integer(promptTokens + completionTokens),
    ]
  }
}
