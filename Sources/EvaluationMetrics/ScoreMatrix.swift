// SPDX-License-Identifier: Apache-2.0

/// The probability of each class for each row.
package struct ScoreMatrix: Sendable, Equatable {
  package let rowCount: Int
  package let classCount: Int
  /// [rowCount x classCount] row-major.
  package let values: [Double]

  package init(values: [Double], classCount: Int) {
    precondition(classCount > 0 && values.count % classCount == 0, "whole rows")
    self.values = values
    self.classCount = classCount
    rowCount = values.count / classCount
  }

  package subscript(row: Int, index: Int) -> Double { values[row * classCount + index] }

  /// [classCount] The probabilities of one row.
  package func row(_ row: Int) -> ArraySlice<Double> {
    values[(row * classCount)..<((row + 1) * classCount)]
  }

  /// [rowCount] The probabilities of one class.
  package func column(_ index: Int) -> [Double] {
    (0..<rowCount).map { self[$0, index] }
  }

  /// [rowCount] The class with the highest probability; of equals, the first.
  package var mostLikely: [Int] {
    (0..<rowCount).map { row in
      var best = 0
      for index in 1..<max(classCount, 1) where self[row, index] > self[row, best] { best = index }
      return best
    }
  }

  /// The mean of several matrices of one shape: what models together hold likely.
  package static func mean(_ matrices: [ScoreMatrix]) -> ScoreMatrix {
    precondition(!matrices.isEmpty, "at least one")
    let values = matrices[0].values.indices.map { place in
      matrices.reduce(0) { $0 + $1.values[place] } / Double(matrices.count)
    }
    return ScoreMatrix(values: values, classCount: matrices[0].classCount)
  }
}
