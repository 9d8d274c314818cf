// SPDX-License-Identifier: Apache-2.0

/// What a model says about the targets of a batch, in their order.
package struct BatchResult: Sendable, Equatable {
  /// The natural logarithm of each target token's probability.
  package var logProbabilities: [Float]
  /// The likeliest token at each target.
  package var likeliest: [Int32]
  /// Whether the target token is the likeliest.
  package var isCorrect: [Bool]
  /// The sum over targets of weight times negative log-probability.
  package var loss: Double
}
