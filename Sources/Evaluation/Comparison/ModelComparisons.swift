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
      pair.slices?.section("Slices: \(name)", noun: "Slice")
    }
    return Report(
      title: "Comparison",
      summary: "A: \(names[0]), against \(Plural.counted(pairs.count, "other")),"
        + " \(Verdict.counted(pairs.first?.first.count ?? 0, "row"))",
      verdict: verdict, sections: [family.section("Models", noun: "B"), figures] + slices,
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

  /// Macro F1 and the like, with intervals that are not corrected.
  private var figures: ReportSection {
    let rows = zip(names.dropFirst(), pairs).flatMap { name, pair in
      pair.figures.compactMap { item -> [ReportTable.Cell]? in
        guard ["accuracy", "macro_f1"].contains(item.key), let difference = item.difference else {
          return nil
        }
        return [
          .text(name), .text(FigureNames.of(item.key).name), .number(difference),
          item.interval.map { .number($0.low) } ?? .none,
          item.interval.map { .number($0.high) } ?? .none,
        ]
      }
    }
    return ReportSection(
      title: "Differences",
      explanation:
        "Against A, with intervals of 95 % from paired resamples, each by itself: they are"
        + " not corrected for the number of models.",
      blocks: [
        .table(
          ReportTable(
            title: "Differences",
            columns: [
              .text("B"), .text("Figure"), .number("B minus A"), .number("Low"), .number("High"),
            ], rows: rows))
      ])
  }
}
