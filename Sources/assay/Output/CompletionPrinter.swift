// SPDX-License-Identifier: Apache-2.0

import JSON
import LanguageModel
import Tokenizer

/// Generated texts as the command prints them.
struct CompletionPrinter {
  let model: String
  let prompt: String
  let promptTokens: Int
  let echo: Bool
  let tokenizer: GPT2Tokenizer

  /// The texts one after another; each with its tokens below when log-probabilities are known.
  func text(_ texts: [GeneratedText]) -> String {
    texts.map { text in
      let lines = text.tokens.compactMap { token in
        token.logProbability.map { logProbability in
          "\(Self.fixed(logProbability))\t\(quoted(token.id))\n"
        }
      }
      return (echo ? prompt : "") + text.text + "\n" + lines.joined()
    }.joined()
  }

  /// One object, with the keys of the completions API.
  func json(_ texts: [GeneratedText]) -> String {
    let generated = texts.reduce(0) { $0 + $1.tokens.count }
    let object: JSONValue = [
      "object": "text_completion", "model": .string(model),
      "choices": .array(texts.enumerated().map { choice($0, $1) }),
      "usage": [
        "prompt_tokens": .integer(promptTokens), "completion_tokens": .integer(generated),
        "total_tokens": .integer(promptTokens + generated),
      ],
    ]
    return object.text(indented: true) + "\n"
  }

  private func choice(_ index: Int, _ text: GeneratedText) -> JSONValue {
    let hasLogProbabilities = text.tokens.contains { $0.logProbability != nil }
    return [
      "text": .string((echo ? prompt : "") + text.text), "index": .integer(index),
      "logprobs": hasLogProbabilities ? logProbabilities(text.tokens) : .null,
      "finish_reason": .string(text.finishReason.rawValue),
    ]
  }

  private func logProbabilities(_ tokens: [GeneratedText.Token]) -> JSONValue {
    [
      "tokens": .array(tokens.map { .string(tokenizer.decode([$0.id])) }),
      "token_logprobs": .array(tokens.map { JSONValue($0.logProbability) }),
      "top_logprobs": .array(
        tokens.map { token in
          var object = JSONObject()
          for candidate in token.likeliest {
            object.append(tokenizer.decode([candidate.token]), .number(candidate.logProbability))
          }
          return .object(object)
        }),
      "text_offset": .array(tokens.map { .integer($0.offset) }),
    ]
  }

  private func quoted(_ token: Int32) -> String {
    JSONValue.string(tokenizer.decode([token])).text()
  }

  /// Four places behind the point.
  private static func fixed(_ value: Double) -> String {
    let scaled = Int((abs(value) * 10_000).rounded())
    let digits = String(scaled % 10_000)
    let padding = String(repeating: "0", count: 4 - digits.count)
    return "\(value < 0 ? "-" : "")\(scaled / 10_000).\(padding)\(digits)"
  }
}
