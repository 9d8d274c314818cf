// SPDX-License-Identifier: Apache-2.0

import Algorithms
package import AssayCore
import Platform

/// What a model with a classification head makes of texts.
package struct ClassScorer {
  private let model: GPT2Model

  /// - Throws: `AssayError` when the model has no classification head.
  package init(model: GPT2Model) throws(AssayError) {
    guard model.configuration.isClassifier else {
      throw AssayError(
        "the model has no classification head",
        remedy: "Train one with assay train --objective classification")
    }
    self.model = model
  }

  /// The names of the classes, in the order of the scores.
  package var classes: [String] { model.configuration.classes }

  /// [texts x classes] The log-probability of each class.
  /// - Throws: `AssayError` when a text is longer than the model's positions.
  package func logProbabilities(_ texts: [[Int32]]) throws(AssayError) -> [[Double]] {
    LogitBlock.logProbabilities(try flatLogits(texts), outputs: classes.count)
  }

  /// [texts x classes] What the head gives for each class.
  /// - Throws: `AssayError` when a text is longer than the model's positions.
  package func logits(_ texts: [[Int32]]) throws(AssayError) -> [[Float]] {
    try flatLogits(texts).chunks(ofCount: classes.count).map(Array.init)
  }

  /// (texts, classes)
  private func flatLogits(_ texts: [[Int32]]) throws(AssayError) -> [Float] {
    let parts = texts.map { model.configuration.classifiedPart(of: $0) }
    var logits: [Float] = []
    logits.reserveCapacity(texts.count * classes.count)
    var batch = PackedBatch()
    for run in BatchSplitter.runs(parts.map(\.count)) {
      batch.removeAll()
      for part in parts[run] {
        batch.append(part, targets: [.init(position: part.count - 1, token: 0)])
      }
      logits += try model.logits(batch)
    }
    return logits
  }
}
