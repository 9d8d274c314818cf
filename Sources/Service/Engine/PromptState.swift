// SPDX-License-Identifier: Apache-2.0

import LanguageModel
import Tokenizer

/// A prompt that its choices share: what the model said of it is computed once.
struct PromptState {
  let tokens: [Int32]
  /// The logits (V) after the last token.
  var logits: [Float] = []
  /// The scores of the prompt's own tokens, where an echo asks for them.
  var scores: [TokenScore] = []
  /// A sequence of the cache that starts with this prompt.
  var slot: Int?

  init(tokens: [Int32]) {
    self.tokens = tokens
  }

  /// The text of a choice before its first token.
  func text(_ parameters: SamplingParameters, tokenizer: GPT2Tokenizer) -> CompletionText {
    guard parameters.echoes else {
      let bytes = tokenizer.decodeBytes(tokens)
      return CompletionText(
        stops: parameters.stops, offset: String(decoding: bytes, as: UTF8.self).unicodeScalars.count
      )
    }
    var text = CompletionText(stops: parameters.stops, offset: 0)
    for (index, token) in tokens.enumerated() {
      let score = scores.isEmpty ? TokenScore(token: token) : scores[index]
      text.append(score, bytes: tokenizer.bytes(of: token), isPrompt: true)
    }
    return text
  }
}
