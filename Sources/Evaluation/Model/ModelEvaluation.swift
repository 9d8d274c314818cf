// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import EvaluationMetrics
package import JSON
package import Reports

/// What a model made of rows whose completions are known.
package struct ModelEvaluation: Sendable {
  package let rows: PromptRows
  let completions: CompletionFigures
  /// The classifier's answers; nil when the task is no classification.
  package private(set) var predictions: ClassificationPredictions?
  /// Rows whose prompt was too long and lost tokens.
  package let shortenedRows: Int
  /// What these prompts lost, in words.
  let lostPart: String
  /// [rows] Tokens of prompt and completion, also of those that did not fit.
  package let tokenCounts: [Int]
  /// What the model wrote itself; nil when nobody asked.
  package var generation: GenerationFigures?
  /// The model before it was tuned; nil when it is not known.
  package var baselineModel: BaselineModel?
  /// A linear model that learned from the same rows; nil for texts, and where those are not known.
  package var linearModel: BaselineModel?

  /// Gives numbered classes the names of the labels that they stand for.
  package mutating func nameClasses(_ names: ClassNames) {
    predictions = predictions?.renamed(names.label)
  }

  /// Perplexity, mean log-probability, sequence and token accuracy of the completions, then how its
  /// own texts match.
  package var figures: [NamedFigure] { completions.figures + (generation?.figures ?? []) }

  /// The figures of the classifier followed by those of the completions; nil when the task is no
  /// classification.
  /// - Parameters:
  ///   - calibration: the temperature to apply first.
  ///   - resampled: hears how many of the resamples are done.
  /// - Throws: `AssayError` when the positive class is none of the classes.
  package func classification(
    _ options: EvaluationOptions, calibration: Calibration? = nil,
    resampled: (Int) -> Void = { _ in }
  ) throws(AssayError) -> ClassificationEvaluation? {
    guard let given = predictions else { return nil }
    let predictions = calibration?.applied(to: given) ?? given
    var evaluation = try ClassificationEvaluation(
      predictions, options: options, resampled: resampled)
    evaluation.figures += figures
    evaluation.calibration = calibration
    evaluation.baselineModel = baselineModel
    evaluation.linearModel = linearModel
    return evaluation
  }

  /// The object that `assay eval --format json` prints for completions that are no classes.
  package var json: JSONValue {
    var object = JSONObject()
    object.append("n", .integer(rows.count))
    object.append(figures)
    if rows.slices != nil { object.append("slices", slicesJSON) }
    if let baselineModel { object.append("baseline_model", baselineModel.json) }
    object.appendNotes(of: figures)
    return .object(object)
  }

  /// The evaluation of completions that are no classes, for people.
  package func report(source: String) -> Report {
    let shown = figures.map { $0.reported(isHeadline: true) }
    let table = ReportTable(
      title: "Completions",
      columns: [
        .count("Row"), .text("Prompt"), .tokens("Completion"), .number("Log-probability"),
        .text("Likeliest"),
      ],
      rows: (0..<rows.count).map { row in
        [
          .number(Double(row + 1)), .text(rows.prompts[row]), .tokens(completions.tokens[row]),
          completions.logProbabilities[row].map { .number($0) } ?? .none,
          .text(completions.isRight[row] ? "yes" : "no"),
        ]
      }, isRecords: true)
    let tables = [baselineTable, sliceTable].compactMap { $0 }.map(ReportBlock.table)
    return Report(
      title: "Evaluation", summary: "\(source): \(Verdict.counted(rows.count, "row"))",
      verdict: verdict,
      sections: [
        ReportSection(title: "Figures", blocks: [.figures(shown)] + tables),
        ReportSection(
          title: "Completions",
          explanation: "The darker a token, the less the model expected it.",
          blocks: [.table(table)]),
      ] + sections, data: json)
  }

  /// How surely the completions are foretold, and how they were before.
  private var verdict: String {
    let before = { (key: String) in baselineModel.flatMap { $0.value(key) } }
    return ["perplexity", "sequence_accuracy", "exact_match"].compactMap { key -> String? in
      guard let value = figures.first(where: { $0.key == key })?.figure.value else { return nil }
      let old = before(key).map { ", \(NumberText.fixed($0, digits: 3)) before tuning" } ?? ""
      return "\(FigureNames.of(key).name) \(NumberText.fixed(value, digits: 3))\(old)"
    }.joined(separator: "; ") + " on \(Verdict.counted(rows.count, "row"))."
  }

  /// The tuned model beside the untuned one.
  private var baselineTable: ReportTable? {
    guard let baselineModel else { return nil }
    let keys = figures.map(\.key).filter { key in baselineModel.value(key) != nil }
    func cells(_ value: (String) -> Double?) -> [ReportTable.Cell] {
      keys.map { key in value(key).map { .number($0) } ?? .none }
    }
    return ReportTable(
      title: "Baselines",
      columns: [.text("Model")] + keys.map { .number(FigureNames.of($0).name) },
      rows: [
        [.text("This one")] + cells { key in figures.first { $0.key == key }?.figure.value },
        [.text(baselineModel.name)] + cells { baselineModel.value($0) },
      ])
  }
}
