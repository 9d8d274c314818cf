// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
package import Tables

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

  /// One for each row of a matrix.
  static func list(_ matrix: ScoreMatrix) -> [Prediction] {
    (0..<matrix.rowCount).map { Prediction(Array(matrix.row($0))) }
  }

  /// The probability of the likeliest class.
  package var probability: Double { probabilities[best] }

  /// How far the likeliest class is ahead of the second.
  package var margin: Double {
    let others = probabilities.indices.filter { $0 != best }.map { probabilities[$0] }
    return probability - (others.max() ?? 0)
  }
}

/// A text with what a classifier says of it.
package struct LabeledRow: Sendable {
  /// As it was given.
  package let text: String
  /// The row it stands in; nil where the text itself was given.
  package let row: Row?
  /// Nil for a text without a character to read: nothing can be said of it.
  package let prediction: Prediction?
  /// Whether no class is probable enough.
  package let isUnsure: Bool

  /// The place of the class that is the label; nil for a blank or an unsure text.
  package var label: Int? { isUnsure ? nil : prediction?.best }
}
