// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// What a model with a classification head makes of texts.
package struct ClassScorer {
  private let model: GPT2Model

  /// Tokens computed at a time.
  private static let tokensPerBatch = 4096

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
    try logits(texts).map { logits in
      let top = logits.max() ?? 0
      let sum = logits.reduce(0) { $0 + exp(Double($1) - Double(top)) }
      return logits.map { Double($0) - Double(top) - log(sum) }
    }
  }

  /// [texts x classes] What the head gives for each class.
  /// - Throws: `AssayError` when a text is longer than the model's positions.
  package func logits(_ texts: [[Int32]]) throws(AssayError) -> [[Float]] {
    var rows: [[Float]] = []
    rows.reserveCapacity(texts.count)
    var batch = PackedBatch()
    for text in texts {
      let part = model.configuration.classifiedPart(of: text)
      if !batch.tokens.isEmpty, batch.tokens.count + part.count > Self.tokensPerBatch {
        rows += try evaluate(batch)
        batch.removeAll()
      }
      batch.append(part, targets: [.init(position: part.count - 1, token: 0)])
    }
    return rows + (try evaluate(batch))
  }

  private func evaluate(_ batch: PackedBatch) throws(AssayError) -> [[Float]] {
    let logits = try model.logits(batch)
    return stride(from: 0, to: logits.count, by: classes.count).map {
      Array(logits[$0..<$0 + classes.count])
    }
  }
}
