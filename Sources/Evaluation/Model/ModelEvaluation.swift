// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON
import Metrics
package import Reports

/// What a model made of rows whose completions are known.
package struct ModelEvaluation: Sendable {
  package let rows: PromptRows
  let completions: CompletionFigures
  /// The classifier's answers; nil when the task is no classification.
  package let predictions: ClassificationPredictions?
  /// Rows whose prompt was too long and lost its start.
  package let shortenedRows: Int

  /// Perplexity, mean log-probability, sequence and token accuracy of the completions.
  package var figures: [NamedFigure] { completions.figures }

  /// The figures of the classifier followed by those of the completions; nil when the task is no
  /// classification.
  /// - Throws: `AssayError` when the positive class is none of the classes.
  package func classification(
    _ options: EvaluationOptions
  ) throws(AssayError) -> ClassificationEvaluation? {
    guard let predictions else { return nil }
    var evaluation = try ClassificationEvaluation(predictions, options: options)
    evaluation.figures += figures
    return evaluation
  }

  /// The object that `assay eval --format json` prints for completions that are no classes.
  package var json: JSONValue {
    var object = JSONObject()
    object.append("n", .integer(rows.count))
    for item in figures { object.append(item.key, JSONValue(item.figure.value)) }
    var notes = JSONObject()
    for item in figures {
      if let reason = item.figure.reason { notes.append(item.key, .string(reason)) }
    }
    object.append("notes", .object(notes))
    return .object(object)
  }

  /// The evaluation of completions that are no classes, for people.
  package func report(source: String) -> Report {
    let shown = figures.map { item in
      let names = FigureNames.of(item.key)
      return ReportFigure(
        key: item.key, name: names.name, value: item.figure.value, style: names.style,
        reason: item.figure.reason, meaning: names.meaning, isHeadline: true)
    }
    let table = ReportTable(
      title: "Completions",
      columns: [
        .count("Row"), .text("Prompt"), .text("Completion"), .number("Log-probability"),
        .text("Likeliest"),
      ],
      rows: (0..<rows.count).map { row in
        [
          .number(Double(row)), .text(rows.prompts[row]), .text(rows.completions[row]),
          completions.logProbabilities[row].map { .number($0) } ?? .none,
          .text(completions.isRight[row] ? "yes" : "no"),
        ]
      }, isRecords: true)
    return Report(
      title: "Evaluation", summary: "\(source): \(NumberText.count(rows.count)) rows",
      sections: [
        ReportSection(title: "Figures", blocks: [.figures(shown)]),
        ReportSection(title: "Completions", blocks: [.table(table)]),
      ], data: json)
  }
}
