// SPDX-License-Identifier: Apache-2.0

/// A token and how likely the model found it at its place.
struct TokenScore: Sendable, Equatable {
  /// A token that might have stood there.
  struct Alternative: Sendable, Equatable {
    var token: Int32
    var logProbability: Float
  }

  var token: Int32
  /// Nil for the first token of a prompt, which nothing foretells.
  var logProbability: Float?
  /// The likeliest tokens, likeliest first.
  var alternatives: [Alternative] = []
}
