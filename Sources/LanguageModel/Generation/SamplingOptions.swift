// SPDX-License-Identifier: Apache-2.0

/// How the next token is chosen from the model's logits.
package struct SamplingOptions: Sendable, Equatable {
  /// Divides the logits; 0 always takes the likeliest token.
  package var temperature: Double = 1
  /// Only this many of the likeliest tokens are considered; nil for all.
  package var topK: Int?
  /// Only the likeliest tokens that together have this probability are considered.
  package var topP: Double = 1
  /// Only tokens are considered that have this share of the likeliest one's probability.
  package var minP: Double = 0
  /// Taken off the logit of a token for each time it was generated.
  package var frequencyPenalty: Double = 0
  /// Taken off the logit of a token that was generated at least once.
  package var presencePenalty: Double = 0
  /// Added to the logits of single tokens.
  package var logitBias: [Int32: Double] = [:]
  /// The same seed gives the same text.
  package var seed: UInt64 = 0

  package init() {}
}
