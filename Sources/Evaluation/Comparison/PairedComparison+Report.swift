// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
package import Reports

extension PairedComparison {
  /// The comparison for people.
  package func report(names: (String, String)) -> Report {
    Report(
      title: "Comparison",
      summary: "A: \(names.0), B: \(names.1), \(Verdict.counted(first.count, "row"))",
      verdict: verdict,
      sections: [paired.section, slices?.section("Slices", noun: "Slice"), rowSection].compactMap {
        $0
      }, data: json(names: names))
  }

  /// The figures side by side.
  var paired: PairedFigures {
    PairedFigures(
      figures: figures, mcNemar: mcNemar, resamples: options.bootstrap,
      shortenedRows: [first.shortenedRows, second.shortenedRows])
  }

  /// Which of the two to take, by the share of rows that are right.
  private var verdict: String {
    let rows = Verdict.counted(changedRows.count, "row")
    let changed = "\(rows) of \(NumberText.count(first.count)) changed"
    guard let headline = paired.headline(of: "accuracy") else { return "\(changed)." }
    return "\(headline) \(changed)."
  }

  private var rowSection: ReportSection {
    let prompts = first.prompts ?? second.prompts
    var table = ReportTable(
      title: "Rows that changed", columns: Self.changeColumns(withPrompts: prompts != nil),
      rows: changeCells(prompts), isRecords: true)
    table.isAnswer = true
    return ReportSection(
      title: "Rows that changed",
      explanation: "\(NumberText.count(changedRows.count)) of \(NumberText.count(first.count)).",
      blocks: [changedRows.isEmpty ? .note("Both say the same of every row.") : .table(table)])
  }

  /// The columns of a table of the rows that changed.
  static func changeColumns(withPrompts: Bool) -> [ReportTable.Column] {
    [.count("Row")] + (withPrompts ? [.text("Prompt")] : [])
      + [.text("True class"), .text("A says"), .text("B says"), .text("Change")]
  }

  /// The rows that changed, as cells of these columns.
  func changeCells(_ prompts: [String]?) -> [[ReportTable.Cell]] {
    changedRows.map { change in
      let kind =
        change.secondIsRight ? "now right" : change.firstIsRight ? "now wrong" : "still wrong"
      return [.number(Double(change.row + 1))] + (prompts.map { [.text($0[change.row])] } ?? [])
        + [.text(change.label), .text(change.first), .text(change.second), .text(kind)]
    }
  }
}

extension PairedComparison.PairedFigure {
  /// Whether the second is better, as far as the rows tell.
  package var tone: ReportIntervals.Tone {
    guard isClear, let difference else { return .unclear }
    return (difference < 0) == FigureNames.lessIsBetter(key) ? .better : .worse
  }
}
