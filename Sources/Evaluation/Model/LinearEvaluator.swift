// SPDX-License-Identifier: Apache-2.0

import Algorithms
package import AssayCore
import EvaluationMetrics
package import LinearModel

/// Runs a linear model over prompts whose labels are known.
package struct LinearEvaluator {
  private let model: LinearClassifier
  private let classes: ClassList
  /// Called with rows done and rows in all.
  private let progress: (Int, Int) -> Void

  /// Rows between two reports of progress.
  private static let rowsAtATime = 1024

  /// - Parameter classes: those of the model in its order, which is that of their code points.
  package init(
    model: LinearClassifier, classes: [String],
    progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    self.model = model
    self.classes = ClassList(classes)
    self.progress = progress
  }

  /// Classifies each prompt.
  /// - Throws: `AssayError` when a completion is none of the classes.
  package func evaluate(_ rows: PromptRows) throws(AssayError) -> ModelEvaluation {
    let labels = try rows.labels(among: classes)
    var scores: [Double] = []
    for part in rows.prompts.indices.chunks(ofCount: Self.rowsAtATime) {
      scores += model.probabilities(Array(rows.prompts[part])).values
      progress(part.upperBound, rows.count)
    }
    var predictions = ClassificationPredictions(
      classes: classes, labels: labels,
      scores: ScoreMatrix(values: scores, classCount: classes.count), prompts: rows.prompts)
    predictions.slices = rows.slices
    return ModelEvaluation(
      rows: rows, completions: CompletionFigures(), predictions: predictions, shortenedRows: 0,
      lostPart: "", tokenCounts: [])
  }
}
