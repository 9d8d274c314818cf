// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Foundation
import Testing

@testable import LinearModel

@Suite struct SoftmaxRegressionTests {
  private let texts = (0..<60).map { row in
    "\(["red", "green", "blue"][row % 3]) thing number \(row) \(row % 7 == 0 ? "red" : "odd")"
  }
  private var labels: [Int] { texts.indices.map { $0 % 3 } }

  /// Where the weights are the best ones, they are strength x rows^T (labels - probabilities).
  @Test(arguments: [Float(0.5), 8, 64]) func theGradientVanishes(strength: Float) throws {
    let counts = GramCounts(texts)
    let matrix = GramWeights(counts, rows: Array(texts.indices)).matrix(counts)
    var solver = SoftmaxRegression.Solver(matrix, labels: labels, classCount: 3, seed: 1)
    try solver.fit(strength: 2)
    try solver.fit(strength: strength, tolerance: 1e-6)
    let regression = solver.regression
    let scores = regression.probabilities(matrix)
    var gradient = regression.weights.map(Double.init)
    for row in texts.indices {
      for place in Int(matrix.starts[row])..<Int(matrix.starts[row + 1]) {
        for index in 0..<3 {
          let residual = (labels[row] == index ? 1 : 0) - scores[row, index]
          gradient[Int(matrix.columns[place]) * 3 + index] -=
            Double(strength * matrix.values[place]) * residual
        }
      }
    }
    func length(_ values: [Double]) -> Double {
      values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    #expect(length(gradient) < 0.02 * length(regression.weights.map(Double.init)))
    #expect((0..<60).allSatisfy { abs(scores.row($0).reduce(0, +) - 1) < 1e-5 })
  }

  @Test func theSameSeedGivesTheSameModel() throws {
    let first = try LinearClassifier(texts: texts, labels: labels, classCount: 3, seed: 5)
    let second = try LinearClassifier(texts: texts, labels: labels, classCount: 3, seed: 5)
    #expect(first.regression.weights == second.regression.weights)
    #expect(first.strength == second.strength)
  }

  @Test func newTextsGoWhereTheirWordsPoint() throws {
    let model = try LinearClassifier(texts: texts, labels: labels, classCount: 3, seed: 5)
    let scores = model.probabilities(["a green thing", "blue, odd", "something else", ""])
    #expect(scores.mostLikely.prefix(2) == [1, 2])
    #expect(scores.rowCount == 4 && scores.values.allSatisfy { $0 > 0 && $0 < 1 })
  }
}
