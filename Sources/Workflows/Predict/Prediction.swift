// SPDX-License-Identifier: Apache-2.0

/// What a classifier says of a text.
package struct Prediction: Sendable, Equatable {
  /// [classes] They sum to one.
  package let probabilities: [Double]
  /// The likeliest class; of equals, the first.
  package let best: Int

  /// - Parameter probabilities: of one class at least.
  package init(_ probabilities: [Double]) {
    self.probabilities = probabilities
    var best = 0
    for index in probabilities.indices where probabilities[index] > probabilities[best] {
      best = index
    }
    self.best = best
  }

  /// The probability of the likeliest class.
  package var probability: Double { probabilities[best] }

  /// How far the likeliest class is ahead of the second.
  package var margin: Double {
    let others = probabilities.indices.filter { $0 != best }.map { probabilities[$0] }
    return probability - (others.max() ?? 0)
  }
}
