// SPDX-License-Identifier: Apache-2.0

package import LanguageModel

/// How tokens are drawn, what is reported of them, and when a completion ends.
package struct SamplingParameters: Sendable, Equatable {
  package var sampling = SamplingOptions()
  /// A seed was asked for: the same request must give the same text whoever else asks. The last bits
  /// of logits depend on how many sequences are computed together, so such a one is computed alone.
  package var isReproducible = false
  /// The most tokens to generate; 0 only scores the prompt.
  package var maximumTokens = 16
  /// Texts that end a completion and are not part of it, as UTF-8.
  package var stops: [[UInt8]] = []
  /// How many of the likeliest tokens to report at each place; nil reports nothing.
  package var logprobs: Int?
  /// The prompt is scored and returned as well.
  package var echoes = false

  package init() {}
}
