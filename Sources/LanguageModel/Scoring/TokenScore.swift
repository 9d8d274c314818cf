// SPDX-License-Identifier: Apache-2.0

/// A token and how likely the model found it at its place.
package struct TokenScore: Sendable, Equatable {
  /// A token that might have stood there.
  package struct Alternative: Sendable, Equatable {
    package var token: Int32
    package var logProbability: Float

    package init(token: Int32, logProbability: Float) {
      self.token = token
      self.logProbability = logProbability
    }
  }

  package var token: Int32
  /// Nil for the first token of a prompt, which nothing foretells.
  package var logProbability: Float?
  /// The likeliest tokens, likeliest first.
  package var alternatives: [Alternative] = []

  package init(token: Int32, logProbability: Float? = nil, alternatives: [Alternative] = []) {
    self.token = token
    self.logProbability = logProbability
    self.alternatives = alternatives
  }
}
