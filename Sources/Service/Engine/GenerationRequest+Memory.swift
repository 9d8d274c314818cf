// SPDX-License-Identifier: Apache-2.0

import LanguageModel

extension GenerationRequest {
  /// The memory that the longest answer takes: each token with its text, and with each likely token
  /// beside it where those are asked for, as values and as JSON.
  var answerBytes: Int {
    let tokens = choices * maximumTokens + (echoes ? promptTokens * candidates : 0)
    let scores = logprobs.map { ($0 + 2) * Self.scoreBytes } ?? 0
    return promptTokens * Self.tokenBytes + tokens * (Self.tokenBytes + scores)
  }

  private static let tokenBytes = 64
  private static let scoreBytes = 160
}
