// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import EvaluationMetrics
import JSON
package import Reports

/// Several classifiers, each compared with the first on the same rows.
package struct ModelComparisons: Sendable {
  private let names: [String]
  /// Each of the others with the first.
  package let pairs: [PairedComparison]
  package let family: ComparisonFamily

  /// - Parameters:
  ///   - predictions: by name; at least two.
  ///   - resampled: hears how many of the resamples of one comparison are done.
  /// - Throws: `AssayError` when they do not hold the same rows in the same order.
  package init(
    _ predictions: [(name: String, predictions: ClassificationPredictions)],
    options: EvaluationOptions, resampled: (Int) -> Void = { _ in }
  ) throws(AssayError) {
    names = predictions.map(\.name)
    var pairs: [PairedComparison] = []
    for other in predictions.dropFirst() {
      pairs.append(
        try PairedComparison(
          predictions[0].predictions, other.predictions, options: options, resampled: resampled))
    }
    self.pairs = pairs
    family = ComparisonFamily(
      zip(names.dropFirst(), pairs).map { ($0, $1.first.hits, $1.second.hits) },
      correction: options.correction)
  }

  /// The comparisons for people.
  package func report() -> Report {
    let slices = zip(names.dropFirst(), pairs).compactMap { name, pair in
      pair.slices?.section("Slices: \(name)", noun: "Slice", group: name)
    }
    return Report(
      title: "Comparison",
      summary: "A: \(names[0]), against \(Plural.counted(pairs.count, "other")),"
        + " \(Verdict.counted(pairs.first?.first.count ?? 0, "row"))",
      verdict: verdict,
      sections: [family.section("Models", noun: "B"), figures] + slices + [changes],
      data: [
        "a": .string(names[0]), "models": family.json,
        "comparisons": .array(
          zip(names.dropFirst(), pairs).map { $1.json(names: (names[0], $0)) }),
      ])
  }

  private var verdict: String {
    let better = family.members.filter {
      $0.corrected < ComparisonFamily.significance && $0.difference > 0
    }
    guard let best = better.max(by: { $0.second < $1.second }) else {
      return "None is clearly better than A."
    }
    return "\(Plural.counted(better.count, "model")) clearly better than A, the best \(best.name): "
      + "accuracy \(NumberText.fixed(best.second, digits: 3)) against"
      + " \(NumberText.fixed(best.first, digits: 3))."
  }

  /// The rows of which one of the others does not say what A says.
  private var changes: ReportSection {
    let prompts = pairs.lazy.compactMap { $0.first.prompts ?? $0.second.prompts }.first
    let rows = zip(names.dropFirst(), pairs).flatMap { name, pair in
      pair.changeCells(prompts).map { [.text(name)] + $0 }
    }
    var table = ReportTable(
      title: "Rows that changed",
      columns: [.text("B")] + PairedComparison.changeColumns(withPrompts: prompts != nil),
      rows: rows, isRecords: true)
    table.isAnswer = true
    let counts = zip(names.dropFirst(), pairs).map { name, pair in
      "\(NumberText.count(pair.changedRows.count)) by \(name)"
    }
    let count = NumberText.count(pairs.first?.first.count ?? 0)
    return ReportSection(
      title: "Rows that changed", explanation: "Of \(count): \(counts.joined(separator: ", ")).",
      blocks: [rows.isEmpty ? .note("All say the same of every row.") : .table(table)])
  }

  /// Macro F1 and the like, with intervals that are not corrected.
  private var figures: ReportSection {
    let items = zip(names.dropFirst(), pairs).flatMap { name, pair in
      pair.figures.filter {
        ["accuracy", "macro_f1"].contains($0.key) && $0.difference != nil
      }.map { (name: name, item: $0) }
    }
    var table = ReportTable(
      title: "Differences",
      columns: [
        .text("B"), .text("Figure"), .number("B minus A"), .number("Low"), .number("High"),
      ],
      rows: items.map { name, item in
        func cell(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .none }
        return [
          .text(name), .text(FigureNames.of(item.key).name), cell(item.difference),
          cell(item.interval?.low), cell(item.interval?.high),
        ]
      })
    table.longForm = items.map { name, item in
      LongFormLine(
        "\(item.key)_difference", of: name, value: item.difference,
        interval: item.interval.map { $0.low...$0.high })
    }
    return ReportSection(
      title: "Differences",
      explanation:
        "Against A, with intervals of 95 % from paired resamples, each by itself: they are"
        + " not corrected for the number of models.",
      blocks: [.table(table)])
  }
}
