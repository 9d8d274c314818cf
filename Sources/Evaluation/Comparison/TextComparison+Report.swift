// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
package import JSON
package import Reports

extension TextComparison {
  /// The figure that the verdict goes by: what was written, where something was.
  package var mainKey: String {
    figures.contains { $0.key == "exact_match" } ? "exact_match" : figures[0].key
  }

  /// Whether the second is better by that figure, as far as the rows tell.
  package var tone: ReportIntervals.Tone {
    figures.first { $0.key == mainKey }?.tone ?? .unclear
  }

  private var paired: PairedFigures {
    PairedFigures(
      figures: figures, mcNemar: mcNemar, resamples: options.bootstrap,
      shortenedRows: [first.shortenedRows, second.shortenedRows])
  }

  /// The comparison for people.
  package func report(names: (String, String)) -> Report {
    Report(
      title: "Comparison",
      summary: "A: \(names.0), B: \(names.1), \(Verdict.counted(first.count, "row"))",
      verdict: paired.headline(of: mainKey) ?? "",
      sections: [paired.section, slices?.section("Slices", noun: "Slice"), rowSection].compactMap {
        $0
      }, data: json(names: names))
  }

  /// The object that `assay compare --format json` prints.
  package func json(names: (String, String)) -> JSONValue {
    paired.json(
      names: names, rows: first.count, slices: slices,
      changed: changedRows.map { row in
        [
          "row": .integer(row), "label": .string(first.wanted[row]),
          "a": JSONValue(first.texts?[row]), "b": JSONValue(second.texts?[row]),
          "a_logprob": JSONValue(first.logProbability(row)),
          "b_logprob": JSONValue(second.logProbability(row)),
        ]
      })
  }

  private var haveTexts: Bool { first.texts != nil && second.texts != nil }

  private var rowSection: ReportSection {
    let title = haveTexts ? "Rows that changed" : "Rows that changed most"
    var table = ReportTable(
      title: title,
      columns: [.count("Row")] + (prompts == nil ? [] : [.text("Prompt")]) + [.text("Wanted")]
        + (haveTexts
          ? [.text("A writes"), .text("B writes"), .number("F1 of A"), .number("F1 of B")]
          : [.number("Log-probability of A"), .number("Log-probability of B")]),
      rows: changedRows.map(cells), isRecords: true)
    table.isAnswer = true
    return ReportSection(
      title: title,
      explanation: "\(NumberText.count(changedRows.count)) of \(NumberText.count(first.count)).",
      blocks: [changedRows.isEmpty ? .note("Both say the same of every row.") : .table(table)])
  }

  private var prompts: [String]? { first.prompts ?? second.prompts }

  private func cells(_ row: Int) -> [ReportTable.Cell] {
    let start: [ReportTable.Cell] =
      [.number(Double(row + 1))] + (prompts.map { [.text($0[row])] } ?? [])
      + [.text(first.wanted[row])]
    guard haveTexts, let one = first.texts?[row], let other = second.texts?[row] else {
      return start
        + [first, second].map { side in side.logProbability(row).map { .number($0) } ?? .none }
    }
    let shares = [one, other].map {
      ReportTable.Cell.number(TextMatch($0, wanted: first.wanted[row]).tokenF1)
    }
    return start + [.text(one), .text(other)] + shares
  }
}
