// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import EvaluationMetrics

/// The keys of the figures that an evaluation is going to have, so that a requirement of another one is
/// refused before a model works for it.
package enum ExpectedFigures {
  package static let ofCompletions = CompletionFigures.keys
  /// Of the texts that a model writes itself.
  package static let ofTexts = GenerationFigures.keys
  package static let ofCorpora = CorpusEvaluation.keys

  /// All that a classifier may have, whatever its classes are.
  package static func ofClassifiers(_ options: EvaluationOptions) -> [String] {
    MetricTable.classification(betas: options.betas).map(\.key)
  }

  /// Those of a classifier with scores for these classes.
  /// - Throws: `AssayError` when the positive class is none of them.
  package static func of(
    classes: [String], _ options: EvaluationOptions
  ) throws(AssayError) -> [String] {
    // Which there are does not depend on the rows, so that one will do.
    let list = ClassList(classes)
    let row = ClassificationPredictions(
      classes: list, labels: [0],
      scores: ScoreMatrix(
        values: list.names.map { _ in 1 / Double(list.count) }, classCount: list.count))
    var options = options
    options.bootstrap = 0
    return try ClassificationEvaluation(row, options: options).figures.map(\.key)
  }
}
