// SPDX-License-Identifier: Apache-2.0

import Tokenizer

/// A request with choices that were not begun.
struct WaitingRequest {
  let id: Int
  let request: GenerationRequest
  var nextChoice = 0
  /// What the model said of the prompt of the next choice, when a choice of that prompt was begun.
  var reading: NextToken?
}

/// Choices of one prompt that begin together: the prompt is read once for all of them.
struct PromptStart {
  let id: Int
  let request: GenerationRequest
  /// The number of the first choice; the others follow.
  let first: Int
  /// A sequence of the cache for each choice.
  let slots: [Int]
  /// The most tokens to generate. The model's last position still foretells a token, which then needs
  /// no row of its own.
  let limit: Int
  /// What the model says of the prompt, once it has read it.
  var reading: NextToken?

  var prompt: [Int32] { request.prompts[first / request.candidates] }

  /// Whether anything is to be asked of the model.
  var needsModel: Bool { request.maximumTokens > 0 || request.promptLogprobs != nil }

  /// Whether the prompt must be in the cache, since a second token is asked for.
  var needsCache: Bool { limit > 1 }

  /// The text of a choice before its first token.
  func text(_ tokenizer: GPT2Tokenizer) -> GrowingText {
    guard request.echoes else {
      var characters = CharacterCounter()
      for byte in tokenizer.decodeBytes(prompt) { characters.add(byte) }
      return GrowingText(stops: request.stops, offset: characters.total)
    }
    var text = GrowingText(stops: request.stops, offset: 0)
    let scores = reading?.scores ?? []
    for (index, token) in prompt.enumerated() {
      let score = scores.isEmpty ? TokenScore(token: token) : scores[index]
      text.append(score, bytes: tokenizer.bytes(of: token), isPrompt: true)
    }
    return text
  }
}
