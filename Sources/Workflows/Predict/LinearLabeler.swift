// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LinearModel
import ModelStore

/// Labels texts by a linear model.
package struct LinearLabeler: Sendable {
  package let terms: ClassifierTerms
  private let model: LinearClassifier

  /// - Parameter folder: of the model.
  /// - Throws: `AssayError` when it cannot be read.
  package init(folder: String) throws(AssayError) {
    let record = try ModelRecord(folder: folder)
    let model = try LinearModelFile.read(folder, record)
    guard let labeler = LinearLabeler(model, record) else {
      throw AssayError("it is not known which classes the model tells apart")
    }
    self = labeler
  }

  /// - Returns: nil where the record names no classes.
  init?(_ model: LinearClassifier, _ record: ModelRecord?) {
    guard let terms = ClassifierTerms(record, nil) else { return nil }
    self.model = model
    self.terms = terms
  }

  /// One prediction a text; its probabilities are in the order of the classes.
  package func predictions(of texts: [String]) -> [Prediction] {
    guard !texts.isEmpty else { return [] }
    return Prediction.list(model.probabilities(texts.map(terms.prompt)))
  }
}
