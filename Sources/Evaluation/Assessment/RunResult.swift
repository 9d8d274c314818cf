// SPDX-License-Identifier: Apache-2.0

package import EvaluationMetrics

/// What the model of a run said about its test rows.
package struct RunResult: Sendable {
  let run: AssessmentRun
  /// [test rows x classes]
  let scores: ScoreMatrix

  package init(run: AssessmentRun, scores: ScoreMatrix) {
    self.run = run
    self.scores = scores
  }

  func counts(labels: [Int]) -> ClassCounts {
    ClassCounts(
      labels: run.test.map { labels[$0] }, predictions: scores.mostLikely,
      classCount: scores.classCount)
  }

  /// Accuracy and macro F1 of several results together.
  static func figures(
    _ results: [RunResult], labels: [Int], classCount: Int
  ) -> (accuracy: Double, macroF1: Double) {
    let counts = ClassCounts(
      labels: results.flatMap { $0.run.test.map { labels[$0] } },
      predictions: results.flatMap(\.scores.mostLikely), classCount: classCount)
    return (
      Accuracy.plain(counts).value ?? 0, PrecisionRecallF.averaged(counts, .macro)?.f ?? 0
    )
  }
}
