// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import EvaluationMetrics
import JSON
package import Reports

/// The labels of a predictions file that its probabilities find unlikely, whatever tool made them.
package struct PredictionDoubts: Sendable {
  private let file: String
  private let evaluation: ClassificationEvaluation
  package let doubts: LabelDoubts

  /// - Parameters:
  ///   - predictions: of a model that did not see the rows.
  ///   - file: as the user named it.
  ///   - filter: what makes a label doubtful.
  /// - Throws: `AssayError` when there are no probabilities, or nothing to choose between.
  package init(
    _ predictions: ClassificationPredictions, file: String, filter: LabelNoise.Filter
  ) throws(AssayError) {
    guard let scores = predictions.scores else {
      throw AssayError(
        "the predictions have no probabilities", at: Location(file: file),
        remedy: "Doubts need one of each class: rows as {\"label\": \"yes\", \"scores\":"
          + " {\"yes\": 0.9, \"no\": 0.1}}, or a table with a column for each class beside 'label'")
    }
    guard scores.classCount > 1 else {
      throw AssayError(
        "there is only one class", at: Location(file: file),
        remedy: "Give the probabilities of two classes or more")
    }
    self.file = file
    evaluation = try ClassificationEvaluation(predictions)
    doubts = LabelDoubts(
      noise: LabelNoise(labels: predictions.labels, scores: scores), filter: filter,
      classes: predictions.classes, prompts: predictions.prompts,
      numbers: predictions.numbers ?? Array(0..<predictions.count), lines: predictions.lines,
      silence: nil)
  }

  /// The doubts for people, with the figures of the predictions that they rest on.
  package func report() -> Report {
    let count = evaluation.predictions.count
    var report = Report(
      title: "Assessment",
      summary: "\(file): \(Verdict.counted(count, "row")), "
        + Verdict.counted(doubts.classes.count, "class"),
      verdict: verdict,
      sections: [
        doubts.section, evaluation.classSection, evaluation.confusionSection,
        evaluation.calibrationSection,
      ].compactMap { $0 },
      data: [
        "n": .integer(count), "classes": .array(doubts.classes.names.map { .string($0) }),
        "predictions": .string(file), "label_noise": doubts.json, "evaluation": evaluation.json,
      ])
    report.inputs = [file]
    return report
  }

  private var verdict: String {
    let accuracy = evaluation.figures.first { $0.key == "accuracy" }?.figure.value ?? 0
    let doubt =
      accuracy > evaluation.baseline.accuracy
      ? ""
      : " The predictions do no better than always answering"
        + " \(Verdict.name(evaluation.baseline.name)): what they doubt says little."
    return
      "\(doubts.verdict), by predictions of which \(NumberText.percent(accuracy)) are the label."
      + doubt
  }
}
