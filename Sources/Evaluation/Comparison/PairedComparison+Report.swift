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
      sections: [figureSection, slices?.section("Slices", noun: "Slice"), rowSection].compactMap {
        $0
      }, data: json(names: names))
  }

  private var figureSection: ReportSection {
    var table = ReportTable(
      title: "Figures",
      columns: [
        .text("Figure"), .number("A"), .number("B"), .number("B minus A"), .number("Low"),
        .number("High"), .text("Significant"),
      ],
      rows: figures.map { item in
        func cell(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .none }
        return [
          .text(FigureNames.of(item.key).name), cell(item.first.value), cell(item.second.value),
          cell(item.difference), cell(item.interval?.low), cell(item.interval?.high),
          .text(Self.judgment(of: item)),
        ]
      })
    table.longForm = longForm
    return ReportSection(
      title: "Figures",
      explanation: "Differences with intervals of 95 % from \(options.bootstrap) paired resamples; "
        + "significant are those whose interval leaves out 0; of accuracy McNemar's test must agree.",
      blocks: [intervals, .table(table), .note(chance)] + (cutRows.map { [.note($0)] } ?? []))
  }

  /// Of a figure that is undefined nothing can be said.
  private static func judgment(of item: PairedFigure) -> String {
    guard item.difference != nil else { return "undefined" }
    return item.tone == .unclear ? "no" : "yes, B is \(item.tone.rawValue)"
  }

  /// Shares have an axis in common; other figures are in the table.
  private var intervals: ReportBlock {
    .intervals(
      ReportIntervals(
        title: "B minus A", label: "Difference of shares, with intervals of 95 %",
        rows: figures.compactMap { item in
          let names = FigureNames.of(item.key)
          guard names.style == .share, let difference = item.difference,
            let interval = item.interval
          else { return nil }
          return .init(
            name: names.name, value: difference, interval: interval.low...interval.high,
            tone: item.tone)
        }))
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

  /// Which of the two to take, by the share of rows that are right.
  private var verdict: String {
    let rows = Verdict.counted(changedRows.count, "row")
    let changed = "\(rows) of \(NumberText.count(first.count)) changed"
    guard let accuracy = figures.first(where: { $0.key == "accuracy" }),
      let one = accuracy.first.value, let other = accuracy.second.value
    else { return "\(changed)." }
    let headline =
      switch accuracy.tone {
      case .better: "B is better"
      case .worse: "A is better"
      case .unclear: "No clear difference"
      }
    let values = [one, other].map { NumberText.fixed($0, digits: 3) }
    let difference = NumberText.signed(other - one, digits: 3)
    let ends = accuracy.interval.map {
      let ends = [$0.low, $0.high].map { NumberText.signed($0, digits: 3) }
      return " [\(ends[0]), \(ends[1])]"
    }
    return
      "\(headline): accuracy \(values[1]) against \(values[0]), \(difference)\(ends ?? ""). \(changed)."
  }

  private var chance: String {
    let counts =
      "\(Verdict.counted(mcNemar.onlyFirst, "row")) only A has right, "
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
      blocks: [changedRows.isEmpty ? .note("Both say the same of every row.") : .table(table)])
  }
}

extension PairedComparison.PairedFigure {
  /// Whether the second is better, as far as the rows tell.
  package var tone: ReportIntervals.Tone {
    guard isClear, let difference else { return .unclear }
    return (difference < 0) == FigureNames.lessIsBetter(key) ? .better : .worse
  }
}
