// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CKernels
import EvaluationMetrics
import Platform

/// Multinomial logistic regression: the weights for which
/// |weights|^2 / 2 + strength x (sum of the cross-entropies) is least.
///
/// `strength` is scikit-learn's `C`. Solved by dual coordinate ascent, which knows by the duality gap
/// how near it is.
struct SoftmaxRegression: Sendable {
  let classCount: Int
  let columnCount: Int
  /// [columns x classes]
  private(set) var weights: [Float]

  init(weights: [Float], columnCount: Int, classCount: Int) {
    self.weights = weights
    self.columnCount = columnCount
    self.classCount = classCount
  }

  /// [rows x classes] The probabilities of the classes.
  /// - Parameter matrix: as many columns as the weights have.
  func probabilities(_ matrix: SparseRows) -> ScoreMatrix {
    var values = [Float](repeating: 0, count: matrix.rowCount * classCount)
    matrix.withKernelMatrix { sparse in
      withUnsafePointer(to: sparse) { sparse in
        assay_sparse_softmax(&values, sparse, Int64(matrix.rowCount), weights, Int64(classCount))
      }
    }
    return ScoreMatrix(values: values.map(Double.init), classCount: classCount)
  }

  /// A fit that can be taken on to another strength from where it stands.
  struct Solver {
    private let matrix: SparseRows
    private(set) var regression: SoftmaxRegression
    private var dual: [Float]
    private var order: [Int32]
    private var generator: SeededGenerator
    private var strength: Float = 0

    private static let mostPasses = 100

    /// - Parameters:
    ///   - labels: [rows] the class of each row of the matrix.
    ///   - seed: of the order in which rows are visited.
    init(_ matrix: SparseRows, labels: [Int], classCount: Int, seed: UInt64) {
      self.matrix = matrix
      regression = SoftmaxRegression(
        weights: [Float](repeating: 0, count: matrix.columnCount * classCount),
        columnCount: matrix.columnCount, classCount: classCount)
      dual = [Float](repeating: 0, count: labels.count * classCount)
      for (row, label) in labels.enumerated() { dual[row * classCount + label] = 1 }
      order = Array(0..<Int32(labels.count))
      generator = SeededGenerator(seed: seed)
    }

    /// [rows x classes] What is left of each row's label, 1 or 0, less its dual: the weights are the
    /// strength times the sum of the rows, each times its rests.
    func rests(labels: [Int]) -> [Double] {
      var rests = dual.map { -Double($0) }
      for (row, label) in labels.enumerated() { rests[row * regression.classCount + label] += 1 }
      return rests
    }

    /// - Parameters:
    ///   - strength: positive.
    ///   - tolerance: the mean duality gap of a row at which the fit ends, in nats.
    /// - Throws: `AssayError` when memory runs out.
    mutating func fit(strength: Float, tolerance: Double = 4e-3) throws(AssayError) {
      // The weights are linear in the strength, and the dual's rows stay what they are.
      if self.strength > 0 { regression.scale(by: strength / self.strength) }
      self.strength = strength
      for _ in 0..<Self.mostPasses where try pass() <= tolerance { return }
    }

    /// One pass over all rows; gives their mean duality gap.
    private mutating func pass() throws(AssayError) -> Double {
      order.shuffle(using: &generator)
      let failures = assay_memory_failures()
      let gap = regression.ascend(&dual, matrix, order: order, strength: strength)
      guard assay_memory_failures() == failures else {
        throw AssayError("memory ran out", remedy: "Free some memory, or give fewer rows")
      }
      return gap / Double(max(order.count, 1))
    }
  }

  private mutating func scale(by factor: Float) {
    for place in weights.indices { weights[place] *= factor }
  }

  private mutating func ascend(
    _ dual: inout [Float], _ matrix: SparseRows, order: [Int32], strength: Float
  ) -> Double {
    matrix.withKernelMatrix { sparse in
      withUnsafePointer(to: sparse) { sparse in
        assay_dual_ascent(
          &weights, &dual, sparse, order, Int64(order.count), Int64(classCount), strength)
      }
    }
  }
}
