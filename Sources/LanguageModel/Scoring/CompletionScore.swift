// SPDX-License-Identifier: Apache-2.0

/// How likely a completion is after its prompt.
package struct CompletionScore: Sendable, Equatable {
  /// The natural logarithm of the probability of each token of the completion that could be
  /// predicted: all of them, but without a prompt not the first.
  package var tokenLogProbabilities: [Double]
  /// Whether each of these tokens is the likeliest at its place.
  package var isLikeliest: [Bool]
  /// The likeliest tokens at the place of each, likeliest first; empty when nobody asked.
  package var alternatives: [[TokenScore.Alternative]] = []

  /// The log-probability of the whole completion.
  package var logProbability: Double {
    tokenLogProbabilities.reduce(0, +)
  }
}
