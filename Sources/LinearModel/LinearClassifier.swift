// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import EvaluationMetrics

/// A linear model of texts: TF-IDF of words, pairs of words and runs of characters, and multinomial
/// logistic regression on them. What a neural model has to beat.
package struct LinearClassifier: Sendable {
  /// [columns] The hashes of the parts that it knows.
  let hashes: [UInt64]
  let weighing: GramWeights
  let regression: SoftmaxRegression
  /// How strongly it follows the rows: scikit-learn's `C`.
  package let strength: Double

  package var classCount: Int { regression.classCount }

  init(
    hashes: [UInt64], weighing: GramWeights, regression: SoftmaxRegression, strength: Double
  ) {
    self.hashes = hashes
    self.weighing = weighing
    self.regression = regression
    self.strength = strength
  }

  /// Learns from labeled texts; the strength is chosen by a cross-validation.
  /// - Parameters:
  ///   - labels: [texts] the class of each text, from 0.
  ///   - seed: of the folds, and of the order in which rows are visited.
  /// - Throws: `AssayError` when memory runs out.
  package init(
    texts: [String], labels: [Int], classCount: Int, seed: UInt64
  ) throws(AssayError) {
    let trainer = LinearTrainer(
      texts: texts, labels: labels, classCount: classCount, seed: seed)
    let folds = StratifiedFolds(labels: labels, prompts: texts, count: 3, seed: seed)
    let validation = try trainer.crossValidate(folds.folds)
    self = try trainer.train(on: Array(texts.indices), strength: validation.strength)
  }

  /// [texts x classes] The probabilities of the classes.
  package func probabilities(_ texts: [String]) -> ScoreMatrix {
    let index = GramIndex(hashes)
    let matrix = weighing.matrix(
      GramCounts(texts, index, hashes: hashes, wordCount: weighing.wordCount))
    return regression.probabilities(matrix)
  }
}
