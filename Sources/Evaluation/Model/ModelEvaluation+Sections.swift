// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
package import Reports

extension ModelEvaluation {
  /// What a model's evaluation shows whatever the task: its generations and the lengths of the rows.
  package var sections: [ReportSection] {
    [generationSection, lengthSection].compactMap { $0 }
  }

  private var generationSection: ReportSection? {
    guard let generation else { return nil }
    let table = ReportTable(
      title: "Generations",
      columns: [
        .count("Row"), .text("Prompt"), .text("Wanted"), .text("Generated"), .text("Exact"),
        .share("Token F1"),
      ],
      rows: (0..<rows.count).map { row in
        [
          .number(Double(row + 1)), .text(rows.prompts[row]), .text(rows.completions[row]),
          .text(generation.texts[row]), .text(generation.matches[row].isExact ? "yes" : "no"),
          .number(generation.matches[row].tokenF1),
        ]
      }, isRecords: true)
    return ReportSection(
      title: "Generations",
      explanation: "What the model writes when it always takes the likeliest token.",
      blocks: [.table(table)])
  }

  private var lengthSection: ReportSection? {
    guard let longest = tokenCounts.max(), longest > 0 else { return nil }
    let width = max(1, (longest + 29) / 30)
    var bins = [Int](repeating: 0, count: longest / width + 1)
    for count in tokenCounts { bins[count / width] += 1 }
    let chart = ReportChart(
      title: "Tokens of a row",
      description: "Rows by the tokens of prompt and completion; the longest has \(longest).",
      xLabel: "Tokens", yLabel: "Rows",
      series: [
        .init(
          name: "Rows",
          points: bins.enumerated().map {
            .init(x: (Double($0) + 0.5) * Double(width), y: Double($1))
          }, style: .bars(width: Double(width)))
      ], xRange: 0...Double(bins.count * width), yRange: 0...Double(bins.max() ?? 1))
    return ReportSection(title: "Lengths", blocks: [.chart(chart)] + cutRows, isFolded: true)
  }

  /// How many prompts were too long, as a number and in words; empty when none was.
  private var cutRows: [ReportBlock] {
    guard shortenedRows > 0 else { return [] }
    let prompts = shortenedRows == 1 ? "prompt was" : "prompts were"
    return [
      .figures(ReportFigure.ofShortened(rows: shortenedRows)),
      .note("\(shortenedRows) \(prompts) too long and lost the \(lostPart)."),
    ]
  }
}
