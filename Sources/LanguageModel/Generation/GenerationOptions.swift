// SPDX-License-Identifier: Apache-2.0

/// What is to be generated.
package struct GenerationOptions: Sendable, Equatable {
  package var sampling = SamplingOptions()
  /// The most tokens to generate.
  package var maximalTokens = 16
  /// How many texts to generate from the prompt.
  package var count = 1
  /// How many to generate and compare, keeping the `count` with the highest mean log-probability per
  /// token; nil for no more than `count`.
  package var bestOf: Int?
  /// Byte sequences that end the text and are not part of it; they may begin and end inside tokens.
  package var stops: [[UInt8]] = []
  /// A token that ends the text and is not part of it; as a rule the end-of-text token.
  package var endToken: Int32?
  /// How many of the likeliest tokens to report at each place; nil reports no log-probabilities.
  package var reportedTokens: Int?

  package init() {}
}
