// SPDX-License-Identifier: Apache-2.0

/// What a training step leaves out at random: the shares, and the seed of the step.
package struct Dropout: Sendable, Equatable {
  package var embedding: Float
  package var residual: Float
  package var attention: Float
  package var seed: UInt64

  /// One rate, from 0 up to but not including 1, for all three places.
  package init(rate: Float, seed: UInt64) {
    embedding = rate
    residual = rate
    attention = rate
    self.seed = seed
  }

  /// A rate for each place.
  package init(embedding: Float, residual: Float, attention: Float, seed: UInt64) {
    self.embedding = embedding
    self.residual = residual
    self.attention = attention
    self.seed = seed
  }

  /// The rates of a model's configuration.
  package init(_ configuration: GPT2Configuration, seed: UInt64) {
    embedding = configuration.embeddingDropout
    residual = configuration.residualDropout
    attention = configuration.attentionDropout
    self.seed = seed
  }

  /// Where in the model a mask is used.
  enum Place: UInt64 {
    case embedding, attention, projection, contraction
  }

  /// A seed of its own for each mask.
  func seed(_ place: Place, layer: Int = 0) -> UInt64 {
    let stream = UInt64(layer) * 4 + place.rawValue + 1
    return (seed ^ (stream &* 0xD6E8_FEB8_6659_FD93)) &* 0x9E37_79B9_7F4A_7C15
  }
}
