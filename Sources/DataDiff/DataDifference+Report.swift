// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
package import Reports

extension DataDifference {
  /// The difference for people.
  package func report() -> Report {
    Report(
      title: "Difference",
      summary: "\(old) to \(new): \(Plural.counted(oldRows, "row")) to \(Plural.grouped(newRows))",
      verdict: verdict,
      sections: [effect?.section, findingSection, classSection, rowSection].compactMap { $0 },
      data: json)
  }

  private var verdict: String {
    var sentences = [summary.prefix(1).uppercased() + summary.dropFirst()]
    for (what, names) in [("new", addedColumns), ("gone", goneColumns)] where !names.isEmpty {
      sentences.append("Columns that are \(what): \(names.joined(separator: ", "))")
    }
    let fresh = findings.filter { $0.fresh > 0 }
    sentences.append(
      fresh.isEmpty
        ? "Nothing new is found" : "New findings: \(fresh.map(\.code).joined(separator: ", "))")
    if let effect { sentences.append(effect.sentence("The change")) }
    return sentences.joined(separator: ". ") + "."
  }

  private var findingSection: ReportSection? {
    guard !findings.isEmpty else { return nil }
    return ReportSection(
      title: "Findings",
      explanation:
        "Rows that each rule is about, on both sides, and how many of the new side it was"
        + " not about before.",
      blocks: [
        .table(
          ReportTable(
            title: "Findings",
            columns: [
              .text("Code"), .text("Severity"), .text("Message"), .count("Old"), .count("New"),
              .count("New to it"),
            ],
            rows: findings.map {
              [
                .text($0.code), .text($0.severity.rawValue), .text($0.message),
                .number(Double($0.oldRows)), .number(Double($0.newRows)),
                .number(Double($0.fresh)),
              ]
            }))
      ])
  }

  private static let shownClasses = 20

  private var classSection: ReportSection? {
    guard !classes.isEmpty else { return nil }
    let columns: [ReportTable.Column] = [
      .text("Class"), .count("Old rows"), .count("New rows"), .part("Old share"),
      .part("New share"),
    ]
    let rows = classes.map { change -> [ReportTable.Cell] in
      [
        .text(change.name), .number(Double(change.oldRows)), .number(Double(change.newRows)),
        .number(change.oldShare), .number(change.newShare),
      ]
    }
    let first = ReportTable(
      title: "Classes that moved most", columns: columns,
      rows: Array(rows.prefix(Self.shownClasses)))
    let all = ReportTable(title: "All classes", columns: columns, rows: rows, isRecords: true)
    return ReportSection(
      title: "Classes", explanation: "The share of each class on both sides.",
      blocks: (rows.count > Self.shownClasses ? [first, all] : [first]).map { .table($0) })
  }

  private var rowSection: ReportSection? {
    guard !changes.isEmpty else { return nil }
    var table = ReportTable(
      title: "Rows",
      columns: [
        .text("Change"), .count("Old line"), .count("New line"), .text("Prompt"),
        .text("Old label"), .text("New label"), .text("Columns"),
      ],
      rows: changes.map(cells), isRecords: true)
    table.isAnswer = true
    return ReportSection(title: "Rows", explanation: summary + ".", blocks: [.table(table)])
  }

  private func cells(_ change: RowChange) -> [ReportTable.Cell] {
    func line(_ side: RowChange.Side?) -> ReportTable.Cell {
      side.map { .number(Double($0.line)) } ?? .none
    }
    func label(_ side: RowChange.Side?) -> ReportTable.Cell {
      side.map { .text($0.label) } ?? .none
    }
    return [
      .text(change.kind.words), line(change.old), line(change.new),
      .text(change.new?.prompt ?? change.old?.prompt ?? ""), label(change.old),
      label(change.new), .text(change.columns.joined(separator: ", ")),
    ]
  }
}
