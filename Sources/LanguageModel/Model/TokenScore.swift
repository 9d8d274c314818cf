// SPDX-License-Identifier: Apache-2.0

/// A token and how likely the model found it at its place.
package struct TokenScore: Sendable, Equatable {
  /// A token that might have stood there.
  package struct Alternative: Sendable, Equatable {
    package var token: Int32
    package var logProbability: Double

    package init(token: Int32, logProbability: Double) {
      self.token = token
      self.logProbability = logProbability
    }
  }

  package var token: Int32
  /// The natural logarithm of its probability; nil for the first token of a prompt, which nothing
  /// foretells.
  package var logProbability: Double?
  /// The likeliest tokens, likeliest first; the token itself is among them only by its rank.
  package var alternatives: [Alternative] = []

  package init(token: Int32, logProbability: Double? = nil, alternatives: [Alternative] = []) {
    self.token = token
    self.logProbability = logProbability
    self.alternatives = alternatives
  }
}
