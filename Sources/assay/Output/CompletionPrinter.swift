// SPDX-License-Identifier: Apache-2.0

import JSON
import LanguageModel
import OpenAIWire
import Tokenizer

/// Generated texts as the command prints them.
struct CompletionPrinter {
  let model: String
  let tokenizer: TextTokenizer

  /// The texts one after another; each with its tokens below when log-probabilities were asked for.
  func text(_ texts: GeneratedTexts) -> String {
    let names = TokenNames(tokenizer)
    return texts.best.map { text in
      let scores = texts.request.logprobs == nil ? [] : text.tokens.map(\.score)
      let lines = scores.compactMap { score in
        score.logProbability.map { logProbability in
          "\(Self.fixed(logProbability))\t\(JSONValue.string(names.name(of: score.token)).text())\n"
        }
      }
      return text.text + "\n" + lines.joined()
    }.joined()
  }

  /// One object, as the completions API answers.
  func json(_ texts: GeneratedTexts) -> String {
    let object = CompletionObject(
      model: model, tokenizer: tokenizer, withLogprobs: texts.request.logprobs != nil)
    return object.json(texts).indented
  }

  /// Four places behind the point.
  private static func fixed(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    let scaled = Int((abs(value) * 10_000).rounded())
    let digits = String(scaled % 10_000)
    let padding = String(repeating: "0", count: 4 - digits.count)
    return "\(value < 0 ? "-" : "")\(scaled / 10_000).\(padding)\(digits)"
  }
}
