// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics

/// Which training rows made a linear model answer as it does.
///
/// The weights of a logistic regression with a quadratic penalty are a sum over the training rows, as
/// the solver keeps it in its dual, so that each logit is one too, exactly:
/// logit(x, class) = strength x sum over rows of (x . row) x (what is left of the row's label).
/// Source: Yeh et al., "Representer point selection for explaining deep neural networks" (2018),
/// whose sum this is where the model is linear.
package struct LinearInfluence: Sendable {
  /// What the rows come to.
  package let model: LinearClassifier
  private let rows: SparseRows
  /// [rows x classes] What is left of each row's label.
  private let rests: ScoreMatrix

  /// - Parameters:
  ///   - rows: those that the model learned from, weighed.
  ///   - rests: [rows x classes] what is left of each row's label.
  init(_ model: LinearClassifier, rows: SparseRows, rests: ScoreMatrix) {
    self.model = model
    self.rows = rows
    self.rests = rests
  }

  /// [training rows] How much each pushes a text from one class to another, in nats: together they are
  /// the model's log-odds of the two.
  package func pushes(_ text: String, from: Int, to: Int) -> [Double] {
    let query = Self.matrix([text], model)
    var weights: [Int32: Double] = [:]
    for (column, value) in zip(query.columns, query.values) { weights[column] = Double(value) }
    return (0..<rows.rowCount).map { row in
      let entries = Int(rows.starts[row])..<Int(rows.starts[row + 1])
      let likeness = entries.reduce(0.0) { sum, place in
        sum + (weights[rows.columns[place]] ?? 0) * Double(rows.values[place])
      }
      return model.strength * likeness * (rests[row, to] - rests[row, from])
    }
  }

  private static func matrix(_ texts: [String], _ model: LinearClassifier) -> SparseRows {
    let index = GramIndex(model.hashes)
    let counts = GramCounts(texts, index, hashes: model.hashes, wordCount: model.weighing.wordCount)
    return model.weighing.matrix(counts)
  }
}
