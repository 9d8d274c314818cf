// SPDX-License-Identifier: Apache-2.0

/// What a model says about the targets of a batch, in their order.
package struct BatchResult: Sendable, Equatable {
  /// The natural logarithm of each target token's probability.
  package private(set) var logProbabilities: [Double] = []
  /// The likeliest tokens at each target, likeliest first, as many as were asked for.
  package private(set) var alternatives: [[TokenScore.Alternative]] = []
  /// The likeliest token at each target.
  package private(set) var likeliest: [Int32] = []
  /// Whether the target token is the likeliest.
  package private(set) var isCorrect: [Bool] = []
  /// The sum over targets of weight times negative log-probability.
  package private(set) var loss = 0.0

  init(capacity: Int) {
    logProbabilities.reserveCapacity(capacity)
    likeliest.reserveCapacity(capacity)
    isCorrect.reserveCapacity(capacity)
  }

  mutating func append(
    _ target: PackedBatch.Target, logProbability: Double, likeliest token: Int32
  ) {
    logProbabilities.append(logProbability)
    likeliest.append(token)
    isCorrect.append(token == target.token)
    loss -= Double(target.weight) * logProbability
  }

  /// The likeliest tokens at the next target.
  mutating func append(alternatives tokens: [TokenScore.Alternative]) {
    alternatives.append(tokens)
  }
}
