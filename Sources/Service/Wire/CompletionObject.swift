// SPDX-License-Identifier: Apache-2.0

import JSON
import LanguageModel
import Tokenizer

/// Builds the objects that answer a completion: the whole, and the chunks of a stream.
struct CompletionObject: Sendable {
  let id: String
  let created: Int
  let model: String
  let tokenizer: GPT2Tokenizer
  let withLogprobs: Bool

  /// The tokens that a request was and brought.
  struct Usage: Sendable, Equatable {
    var promptTokens = 0
    var completionTokens = 0

    var json: JSONValue {
      [
        "prompt_tokens": .integer(promptTokens), "completion_tokens": .integer(completionTokens),
        "total_tokens": .integer(promptTokens + completionTokens),
      ]
    }
  }

  func json(choices: [JSONValue], usage: Usage?) -> JSONValue {
    var object: JSONObject = [
      "id": .string(id), "object": "text_completion", "created": .integer(created),
      "model": .string(model), "choices": .array(choices),
    ]
    if let usage { object.append("usage", usage.json) }
    return .object(object)
  }

  func choice(_ index: Int, _ piece: CompletionText.Piece, finish: FinishReason?) -> JSONValue {
    [
      "text": .string(piece.text), "index": .integer(index),
      "logprobs": withLogprobs ? logprobs(piece.tokens) : nil,
      "finish_reason": .init(finish?.rawValue),
    ]
  }

  /// The four arrays of the older shape, one entry a token.
  private func logprobs(_ tokens: [CompletionText.Token]) -> JSONValue {
    [
      "tokens": .array(tokens.map { .string(name($0.score.token)) }),
      "token_logprobs": .array(tokens.map { Self.number($0.score.logProbability) }),
      "top_logprobs": .array(tokens.map(alternatives)),
      "text_offset": .array(tokens.map { .integer($0.offset) }),
    ]
  }

  /// The likeliest tokens and the one that stands there, whose number is the same as in
  /// `token_logprobs`.
  private func alternatives(_ token: CompletionText.Token) -> JSONValue {
    guard let own = token.score.logProbability else { return nil }
    var object = JSONObject()
    for alternative in token.score.alternatives {
      object.append(name(alternative.token), Self.number(alternative.logProbability))
    }
    if !token.score.alternatives.contains(where: { $0.token == token.score.token }) {
      object[name(token.score.token)] = Self.number(own)
    }
    return .object(object)
  }

  private static func number(_ value: Float?) -> JSONValue {
    JSONValue(value.map(Double.init))
  }

  /// The text of a token; one that is no whole character is told by its bytes, as the service did:
  /// `bytes:\xe2\x80`.
  private func name(_ token: Int32) -> String {
    let bytes = tokenizer.bytes(of: token)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return "bytes:"
      + bytes.map { byte in
        let digits = String(byte, radix: 16)
        return "\\x" + (digits.utf8.count == 1 ? "0" + digits : digits)
      }.joined()
  }
}

/// Why a completion ended.
enum FinishReason: String, Sendable {
  /// A stop sequence, or the model's own end.
  case stop
  /// The most tokens that were asked for.
  case length
}
