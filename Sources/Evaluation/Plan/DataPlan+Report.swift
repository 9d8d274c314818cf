// SPDX-License-Identifier: Apache-2.0

import AssayCore
import EvaluationMetrics
import JSON
package import Reports

extension DataPlan {
  /// The plan for people.
  package func report() -> Report {
    Report(
      title: "Plan", summary: summary, sections: [testSection, trainingSection].compactMap { $0 },
      data: json)
  }

  private var summary: String {
    let rows = testSets.map(\.rows)
    let (least, most) = (rows.min() ?? 0, rows.max() ?? 0)
    let count =
      least == most
      ? NumberText.count(most) : "\(NumberText.count(least)) to \(NumberText.count(most))"
    return "\(count) test rows tell two models \(points) apart"
  }

  /// The difference in points of a hundred.
  private var points: String {
    let text = Self.trimmed(size.difference * 100)
    return "\(text) \(text == "1" ? "point" : "points")"
  }

  /// A number without the zeros at its end: `1`, `0.5`.
  private static func trimmed(_ value: Double) -> String {
    var text = NumberText.fixed(value)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  private var testSection: ReportSection {
    ReportSection(
      title: "Test rows",
      explanation: "So many rows show a difference of \(points) in accuracy, near an accuracy of "
        + "\(NumberText.fixed(accuracy)), with a probability of \(NumberText.fixed(size.power)) by "
        + "McNemar's test at \(NumberText.fixed(size.significance)).",
      blocks: [
        .table(
          ReportTable(
            title: "Test rows",
            columns: [.text("If"), .share("Rows that only one has right"), .count("Test rows")],
            rows: testSets.map {
              [.text($0.assumption), .number($0.disagreement), .number(Double($0.rows))]
            }))
      ])
  }

  private var trainingSection: ReportSection? {
    guard let training else { return nil }
    return ReportSection(
      title: "Training rows",
      explanation: "By the power law through the errors of linear models on parts of "
        + "\(training.file).",
      blocks: [.note(Self.text(training))])
  }

  private static func text(_ training: TrainingSet) -> String {
    let target = NumberText.fixed(training.target)
    let has = "There are \(NumberText.count(training.rows))."
    guard let demand = training.demand else {
      return "There are too few sizes for a law. \(has)"
    }
    guard let rows = demand.rows, rows < 1e12 else {
      return "More rows of this kind are not expected to bring an accuracy of \(target): look at "
        + "the labels (assay assess) and at the model first. \(has)"
    }
    let low = NumberText.count(Int(demand.interval.lowerBound.rounded(.up)))
    let high =
      demand.interval.upperBound < 1e12
      ? NumberText.count(Int(demand.interval.upperBound.rounded(.up))) : "any number"
    let wanted = Plural.counted(Int(rows.rounded(.up)), "row")
    return "An accuracy of \(target) takes about \(wanted) (\(low) to \(high)). \(has)"
  }

  private var json: JSONValue {
    [
      "difference": .number(size.difference), "power": .number(size.power),
      "significance": .number(size.significance), "accuracy": .number(accuracy),
      "test_rows": .array(
        testSets.map {
          [
            "assumption": .string($0.assumption), "disagreement": .number($0.disagreement),
            "rows": .integer($0.rows),
          ]
        }),
      "training_rows": training.map(Self.json) ?? .null,
    ]
  }

  private static func json(_ training: TrainingSet) -> JSONValue {
    func finite(_ value: Double?) -> JSONValue {
      value.flatMap { $0 < 1e12 ? .integer(Int($0.rounded(.up))) : nil } ?? .null
    }
    return [
      "file": .string(training.file), "rows": .integer(training.rows),
      "target": .number(training.target), "needed": finite(training.demand?.rows),
      "low": finite(training.demand?.interval.lowerBound),
      "high": finite(training.demand?.interval.upperBound),
    ]
  }
}
