// SPDX-License-Identifier: Apache-2.0

package import LanguageModel

/// The shares of activations that a model's `config.json` wants dropped in training.
package struct DropoutRates: Sendable, Equatable {
  package var embedding: Double
  package var residual: Double
  package var attention: Double

  package init(_ configuration: GPT2Configuration) {
    embedding = Self.decimal(configuration.embeddingDropout)
    residual = Self.decimal(configuration.residualDropout)
    attention = Self.decimal(configuration.attentionDropout)
  }

  /// The decimal that was written: 0.1, not 0.10000000149.
  private static func decimal(_ rate: Float) -> Double { Double("\(rate)") ?? Double(rate) }
}
