// SPDX-License-Identifier: Apache-2.0

import AssayCore
import EvaluationMetrics
package import JSON
package import Reports

extension DataEffect {
  /// What the change is worth, in a sentence: `relabeling these 40 rows: +1.1 points [0.4, 1.8]`.
  /// - Parameter change: what was changed, such as `relabeling these 40 rows`.
  package func sentence(_ change: String) -> String {
    let points = "\(Self.points(accuracy)) of accuracy"
    let rows = "on \(Plural.counted(testedRows, "row")) that stay as they are"
    guard changedRows > 0 else { return "\(change): nothing is different" }
    return accuracy.isClear
      ? "\(change): \(points), \(rows)" : "\(change): nothing can be seen (\(points), \(rows))"
  }

  /// `+1.1 points [0.4, 1.8]`.
  private static func points(_ change: Change) -> String {
    func text(_ share: Double) -> String { NumberText.fixed(share * 100, digits: 1) }
    let difference = NumberText.signed(change.difference * 100, digits: 1)
    let word = ["+1.0", "-1.0"].contains(difference) ? "point" : "points"
    return "\(difference) \(word) [\(text(change.interval.low)), \(text(change.interval.high))]"
  }

  /// The figures of both sides.
  package var section: ReportSection {
    let rows = [("Accuracy", accuracy), ("Macro F1", macroF1)].map { name, change in
      [
        ReportTable.Cell.text(name), .number(change.before), .number(change.after),
        .number(change.difference), .number(change.interval.low), .number(change.interval.high),
        .text(!change.isClear ? "no" : change.difference > 0 ? "yes, better" : "yes, worse"),
      ]
    }
    return ReportSection(
      title: "Effect",
      explanation: "Linear models, trained with the rows before and after the change in \(folds) "
        + "folds, \(cuts) cuts, seed \(seed), judge the \(NumberText.count(testedRows)) rows that "
        + "both have. Intervals are of 95 %, from resamples of these rows that both share; other "
        + "models may gain more or less.",
      blocks: [
        .table(
          ReportTable(
            title: "Effect",
            columns: [
              .text("Figure"), .number("Before"), .number("After"), .number("Difference"),
              .number("Low"), .number("High"), .text("Significant"),
            ], rows: rows))
      ])
  }

  /// The figures for programs.
  package var json: JSONValue {
    func figure(_ change: Change) -> JSONValue {
      [
        "before": .number(change.before), "after": .number(change.after),
        "difference": .number(change.difference), "low": .number(change.interval.low),
        "high": .number(change.interval.high), "clear": .bool(change.isClear),
      ]
    }
    return [
      "accuracy": figure(accuracy), "macro_f1": figure(macroF1),
      "tested_rows": .integer(testedRows), "changed_rows": .integer(changedRows),
      "model": "linear", "folds": .integer(folds), "cuts": .integer(cuts),
      "seed": .integer(Int(clamping: seed)),
    ]
  }
}
