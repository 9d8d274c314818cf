// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Decisions
import JSON
import Records
package import Reports

extension ReviewQueue {
  /// The rows as a list, for where nobody can press keys.
  package func report() -> Report {
    var table = ReportTable(
      title: "Rows",
      columns: [
        .count("Row"), .count("Line"), .text("Prompt"), .text("Label"), .share("P(label)"),
        .text("Suggestion"), .share("P(suggestion)"), .text("Findings"),
      ],
      rows: items.map(cells), isRecords: true)
    table.isAnswer = true
    let count = Plural.counted(items.count, "row")
    var report = Report(
      title: "Review", summary: "\(file): \(count) to look at",
      sections: [
        ReportSection(
          title: "Rows",
          blocks: [items.isEmpty ? .note("There is nothing to look at.") : .table(table)])
      ], data: json)
    report.inputs = [file]
    return report
  }

  private func cells(_ item: ReviewItem) -> [ReportTable.Cell] {
    let own = item.suggestion.map { ReportTable.Cell.number($0.ownProbability) } ?? .none
    let other = item.suggestion.map { ReportTable.Cell.number($0.probability) } ?? .none
    return [
      .number(Double(item.number + 1)), .number(Double(item.line)), .text(item.prompt),
      .text(item.label), own, item.suggestion.map { .text($0.label) } ?? .none, other,
      .text(item.findings.joined(separator: " ")),
    ]
  }

  private var json: JSONValue {
    [
      "file": .string(file), "count": .integer(items.count),
      "labels": .array(labels.map { .string($0) }),
      "rows": .array(
        items.map { item in
          [
            "row": .integer(item.number), "line": .integer(item.line),
            "key": .string(item.row.key.text), "copy": .integer(item.row.copy),
            "prompt": .string(item.prompt), "label": .string(item.label),
            "label_probability": JSONValue(item.suggestion?.ownProbability),
            "suggestion": JSONValue(item.suggestion?.label),
            "suggestion_probability": JSONValue(item.suggestion?.probability),
            "findings": .array(item.findings.map { .string($0) }),
          ]
        }),
    ]
  }
}
