// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import EvaluationMetrics
import Platform

/// Two classifiers on the same rows.
package struct PairedComparison: Sendable {
  /// One figure of both.
  package struct PairedFigure: Sendable, Equatable {
    package let key: String
    package let first: Figure
    package let second: Figure
    /// The interval of 95 % of second minus first, from resamples that both share.
    package let interval: ConfidenceInterval?
    /// The probability of so uneven a split by chance, of a figure that has an exact test.
    package let pValue: Double?

    /// Second minus first; nil when one is undefined.
    package var difference: Double? {
      first.value.flatMap { first in second.value.map { $0 - first } }
    }

    /// Whether the interval leaves out 0, and the exact test, where there is one, agrees.
    package var isClear: Bool {
      guard let interval, interval.low > 0 || interval.high < 0 else { return false }
      return (pValue ?? 0) < ComparisonFamily.significance
    }
  }

  /// A row about which the two do not say the same.
  package struct ChangedRow: Sendable, Equatable {
    package let row: Int
    package let label: String
    package let first: String
    package let second: String

    package var firstIsRight: Bool { ExactName(first) == ExactName(label) }
    package var secondIsRight: Bool { ExactName(second) == ExactName(label) }
  }

  package let first: ClassificationPredictions
  package let second: ClassificationPredictions
  package let options: EvaluationOptions
  package let figures: [PairedFigure]
  package let mcNemar: McNemar
  package let changedRows: [ChangedRow]
  /// The parts of the rows; nil where nobody asked for them.
  package let slices: ComparisonFamily?

  /// Compares row by row.
  /// - Parameter resampled: hears how many of the resamples are done.
  /// - Throws: `AssayError` when the two do not hold the same rows in the same order, or the
  ///   positive class is none of the classes.
  package init(
    _ first: ClassificationPredictions, _ second: ClassificationPredictions,
    options: EvaluationOptions, resampled: (Int) -> Void = { _ in }
  ) throws(AssayError) {
    try Self.check(first, second)
    self.first = first
    self.second = second
    self.options = options
    let positives = try Self.positives(first, second, options: options)
    let calculators = [
      FigureCalculator(first, positive: positives.0, options: options),
      FigureCalculator(second, positive: positives.1, options: options),
    ]
    let mcNemar = McNemar(first: first.hits, second: second.hits)
    figures = Self.figures(
      calculators[0], calculators[1], labels: first.labels, mcNemar: mcNemar, options: options,
      resampled: resampled)
    self.mcNemar = mcNemar
    changedRows = Self.changes(first, second)
    slices = ComparisonFamily(first, second, correction: options.correction)
  }

  private static func check(
    _ first: ClassificationPredictions, _ second: ClassificationPredictions
  ) throws(AssayError) {
    let advice = "Compare predictions for the same file of rows"
    guard first.count == second.count else {
      throw AssayError(
        "the first has \(Plural.counted(first.count, "row")) and the second \(second.count)",
        remedy: advice)
    }
    for row in 0..<first.count {
      let labels = [first, second].map { $0.classes[$0.labels[row]] }
      guard ExactName(labels[0]) == ExactName(labels[1]) else {
        throw AssayError(
          "row \(row + 1) has the label '\(labels[0])' in the first and '\(labels[1])' in the second",
          remedy: advice)
      }
      if let one = first.prompts, let other = second.prompts, one[row] != other[row] {
        throw AssayError("row \(row + 1) has different prompts in the two", remedy: advice)
      }
    }
  }

  /// The class that binary figures are about, as an index of each; nil when it is nothing for both.
  private static func positives(
    _ first: ClassificationPredictions, _ second: ClassificationPredictions,
    options: EvaluationOptions
  ) throws(AssayError) -> (Int?, Int?) {
    let all = ClassList(first.classes.names + second.classes.names)
    guard let name = options.positiveClass ?? (all.count == 2 ? all[1] : nil) else {
      return (nil, nil)
    }
    guard all.index(of: name) != nil else {
      throw AssayError(
        "the positive class '\(name)' is none of the \(all.count) classes",
        remedy: "Name one of the classes; spaces and case count")
    }
    guard let one = first.classes.index(of: name), let other = second.classes.index(of: name)
    else { return (nil, nil) }
    return (one, other)
  }

  private static func figures(
    _ first: FigureCalculator, _ second: FigureCalculator, labels: [Int], mcNemar: McNemar,
    options: EvaluationOptions, resampled: (Int) -> Void
  ) -> [PairedFigure] {
    let pairs = first.figures().compactMap { one in
      second.figures().first { $0.key == one.key }.map { (one, $0) }
    }
    let keys = pairs.map(\.0.key)
    var generator = SeededGenerator(seed: options.seed)
    var done = 0
    let intervals = Bootstrap.intervals(
      strata: labels, resamples: options.bootstrap, using: &generator
    ) { weights in
      done += 1
      resampled(done)
      let one = values(first.figures(weights: weights))
      let other = values(second.figures(weights: weights))
      return keys.map { key in one[key].flatMap { one in other[key].map { $0 - one } } }
    }
    return pairs.enumerated().map { index, pair in
      PairedFigure(
        key: pair.0.key, first: pair.0.figure, second: pair.1.figure,
        interval: index < intervals.count ? intervals[index] : nil,
        pValue: pair.0.key == "accuracy" ? mcNemar.pValue : nil)
    }
  }

  private static func values(_ figures: [NamedFigure]) -> [String: Double] {
    figures.reduce(into: [:]) { if let value = $1.figure.value { $0[$1.key] = value } }
  }

  private static func changes(
    _ first: ClassificationPredictions, _ second: ClassificationPredictions
  ) -> [ChangedRow] {
    (0..<first.count).compactMap { row in
      let names = [first, second].map { $0.classes[$0.predictions[row]] }
      guard ExactName(names[0]) != ExactName(names[1]) else { return nil }
      return ChangedRow(
        row: row, label: first.classes[first.labels[row]], first: names[0], second: names[1])
    }
  }
}
