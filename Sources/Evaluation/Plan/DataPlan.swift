// SPDX-License-Identifier: Apache-2.0

package import EvaluationMetrics

/// How many rows a purpose takes: for testing, and for training.
package struct DataPlan: Sendable {
  /// Rows of a test set, for one share of rows on which the models disagree.
  package struct TestSet: Sendable, Equatable {
    /// What is taken for granted of the two models, in words.
    package let assumption: String
    package let disagreement: Double
    package let rows: Int
  }

  /// Rows of a training set.
  package struct TrainingSet: Sendable {
    package let file: String
    /// Rows that there are.
    package let rows: Int
    /// The accuracy that is wished for.
    package let target: Double
    package let curve: LearningCurve

    /// - Parameter curve: of accuracy.
    package init(file: String, rows: Int, target: Double, curve: LearningCurve) {
      self.file = file
      self.rows = rows
      self.target = target
      self.curve = curve
    }

    package var demand: LearningCurve.Demand? { curve.demand(for: target) }
  }

  package let size: PairedSampleSize
  /// The accuracy of the models, about.
  package let accuracy: Double
  package let testSets: [TestSet]
  package let training: TrainingSet?

  /// - Parameters:
  ///   - accuracy: of the models, about.
  ///   - measured: the share of rows that only one of two models has right; nil when it is unknown.
  package init(
    _ size: PairedSampleSize, accuracy: Double, measured: Double? = nil,
    training: TrainingSet? = nil
  ) {
    self.size = size
    self.accuracy = accuracy
    self.training = training
    let independent = 2 * accuracy * (1 - accuracy)
    let cases: [(String, Double)] =
      measured.map { [("as these two models do", $0)] }
      ?? [
        ("they share half of their mistakes", independent / 2),
        ("their mistakes are independent", independent),
      ]
    testSets = cases.map { assumption, share in
      let disagreement = max(share, size.difference)
      return TestSet(
        assumption: assumption, disagreement: disagreement,
        rows: size.rows(disagreement: disagreement))
    }
  }
}
