// SPDX-License-Identifier: Apache-2.0

package import JSON
package import LanguageModel
package import Tokenizer

/// Writes the objects that answer a chat completion in OpenAI's format: the whole, and the chunks of a
/// stream.
package struct ChatCompletionObject: AnswerObject {
  private let id: String
  private let created: Int
  private let model: String
  private let tokenizer: TextTokenizer
  private let names: TokenNames
  private let withLogprobs: Bool
  /// Whether chunks tell that their usage comes later.
  private let announcesUsage: Bool
  /// Choices of a stream that have said something: space before their first word is dropped.
  private var begun: Set<Int> = []

  /// - Parameters:
  ///   - created: seconds since 1970.
  ///   - withLogprobs: whether log-probabilities were asked for.
  ///   - announcesUsage: whether a last chunk of the stream tells the usage.
  package init(
    id: String, created: Int, model: String, tokenizer: TextTokenizer, withLogprobs: Bool,
    announcesUsage: Bool = false
  ) {
    self.id = id
    self.created = created
    self.model = model
    self.tokenizer = tokenizer
    names = TokenNames(tokenizer)
    self.withLogprobs = withLogprobs
    self.announcesUsage = announcesUsage
  }

  package func json(_ texts: GeneratedTexts) -> JSONValue {
    let choices = texts.best.enumerated().map { index, text -> JSONValue in
      [
        "index": .integer(index),
        "message": [
          "role": "assistant", "content": .string(Self.withoutSpace(text.text)), "refusal": nil,
        ],
        "logprobs": logprobs(text.tokens),
        "finish_reason": JSONValue(text.ending?.reason.rawValue),
      ]
    }
    var object = head("chat.completion")
    object.append("choices", .array(choices))
    object.append("usage", TokenUsage(texts).json)
    return .object(object)
  }

  package func firstChunks(choices: Int) -> [JSONValue] {
    (0..<choices).map { index in
      chunk(index, delta: ["role": "assistant", "content": "", "refusal": nil])
    }
  }

  package mutating func chunk(_ content: GenerationEvent.Content) -> JSONValue? {
    switch content {
    case .text(let index, let piece):
      var text = piece.text
      if !begun.contains(index) { text = Self.withoutSpace(text) }
      if !text.isEmpty { begun.insert(index) }
      return chunk(index, delta: ["content": .string(text)], tokens: piece.tokens)
    case .ended(let index, let ending): return chunk(index, delta: [:], finish: ending.reason)
    case .finished, .failed: return nil
    }
  }

  package func usageChunk(_ usage: TokenUsage) -> JSONValue {
    var object = head("chat.completion.chunk")
    object.append("choices", [])
    object.append("usage", usage.json)
    return .object(object)
  }

  /// Templates write a space between who speaks and what is said, which is no part of the answer.
  private static func withoutSpace(_ text: String) -> String {
    String(text.drop { $0.isWhitespace })
  }

  private func head(_ kind: String) -> JSONObject {
    [
      "id": .string(id), "object": .string(kind), "created": .integer(created),
      "model": .string(model),
    ]
  }

  private func chunk(
    _ index: Int, delta: JSONValue, tokens: [TextPiece.Token] = [], finish: FinishReason? = nil
  ) -> JSONValue {
    var object = head("chat.completion.chunk")
    object.append(
      "choices",
      [
        [
          "index": .integer(index), "delta": delta,
          "logprobs": tokens.isEmpty ? nil : logprobs(tokens),
          "finish_reason": JSONValue(finish?.rawValue),
        ]
      ])
    if announcesUsage { object.append("usage", nil) }
    return .object(object)
  }

  /// An entry a token, with the likeliest in its place.
  private func logprobs(_ tokens: [TextPiece.Token]) -> JSONValue {
    guard withLogprobs else { return nil }
    let entries = tokens.map { token -> JSONValue in
      var entry = entry(token.score.token, token.score.logProbability)
      entry.append(
        "top_logprobs",
        .array(
          token.score.alternatives.map { .object(self.entry($0.token, $0.logProbability)) }))
      return .object(entry)
    }
    return ["content": .array(entries), "refusal": nil]
  }

  private func entry(_ token: Int32, _ logProbability: Double?) -> JSONObject {
    [
      "token": .string(names.name(of: token)), "logprob": JSONValue(logProbability),
      "bytes": .array(tokenizer.bytes(of: token).map { .integer(Int($0)) }),
    ]
  }
}
