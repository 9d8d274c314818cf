// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
package import Reports

extension PairedComparison {
  /// The comparison for people.
  package func report(names: (String, String)) -> Report {
    Report(
      title: "Comparison",
      summary: "A: \(names.0), B: \(names.1), \(NumberText.count(first.count)) rows",
      sections: [figureSection, rowSection], data: json(names: names))
  }

  private var figureSection: ReportSection {
    var table = ReportTable(
      title: "Figures",
      columns: [
        .text("Figure"), .number("A"), .number("B"), .number("B minus A"), .number("Low"),
        .number("High"), .text("Clear"),
      ],
      rows: figures.map { item in
        func cell(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .none }
        return [
          .text(FigureNames.of(item.key).name), cell(item.first.value), cell(item.second.value),
          cell(item.difference), cell(item.interval?.low), cell(item.interval?.high),
          .text(item.isClear ? "yes" : ""),
        ]
      })
    table.longForm = longForm
    return ReportSection(
      title: "Figures",
      explanation: "Differences with intervals of 95 % from \(options.bootstrap) paired resamples; "
        + "clear are those whose interval leaves out 0.",
      blocks: [.table(table), .note(verdict)] + (cutRows.map { [.note($0)] } ?? []))
  }

  /// How many prompts were too long; nil when none was.
  private var cutRows: String? {
    let (first, second) = (first.shortenedRows, second.shortenedRows)
    guard first + second > 0 else { return nil }
    return "Prompts too long, of which the model saw a part: \(NumberText.count(first)) for A, "
      + "\(NumberText.count(second)) for B."
  }

  /// The figures of A, of B and of B minus A, with the test of McNemar.
  private var longForm: [LongFormLine] {
    figures.flatMap { item in
      [
        LongFormLine(item.key, of: "a", value: item.first.value),
        LongFormLine(item.key, of: "b", value: item.second.value),
        LongFormLine(
          item.key, of: "difference", value: item.difference,
          interval: item.interval.map { $0.low...$0.high }),
      ]
    } + [
      LongFormLine("only_a_right", of: "", value: Double(mcNemar.onlyFirst)),
      LongFormLine("only_b_right", of: "", value: Double(mcNemar.onlySecond)),
      LongFormLine("mcnemar_p_value", of: "", value: mcNemar.pValue),
    ]
  }

  private var verdict: String {
    let counts =
      "\(NumberText.count(mcNemar.onlyFirst)) rows only A has right, "
      + "\(NumberText.count(mcNemar.onlySecond)) only B"
    let chance =
      mcNemar.pValue < 0.0001 ? "less than 0.0001" : NumberText.fixed(mcNemar.pValue)
    return "\(counts): by chance alone so uneven a split, or a more uneven one, has a probability "
      + "of \(chance) (McNemar's exact test)."
  }

  private var rowSection: ReportSection {
    let prompts = first.prompts ?? second.prompts
    let columns: [ReportTable.Column] =
      [.count("Row")] + (prompts == nil ? [] : [.text("Prompt")])
      + [.text("True class"), .text("A says"), .text("B says"), .text("Change")]
    let rows = changedRows.map { change -> [ReportTable.Cell] in
      let kind =
        change.secondIsRight ? "now right" : change.firstIsRight ? "now wrong" : "still wrong"
      return [.number(Double(change.row + 1))] + (prompts.map { [.text($0[change.row])] } ?? [])
        + [.text(change.label), .text(change.first), .text(change.second), .text(kind)]
    }
    var table = ReportTable(
      title: "Rows that changed", columns: columns, rows: rows, isRecords: true)
    table.isAnswer = true
    return ReportSection(
      title: "Rows that changed",
      explanation: "\(NumberText.count(changedRows.count)) of \(NumberText.count(first.count)).",
      blocks: [
        .note(
          "\(NumberText.count(changedRows.count)) of \(NumberText.count(first.count)) rows changed."
        ),
        .table(table),
      ])
  }
}
