// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Reports

/// Two on the same rows: of classes, or of free completions.
package enum ComparedPair: Sendable {
  case classes(PairedComparison)
  case texts(TextComparison)

  /// One of the two that are compared.
  package enum Side: Sendable {
    case classes(ClassificationPredictions)
    case texts(TextPredictions)
  }

  /// - Parameter resampled: hears how many of the resamples are done.
  /// - Throws: `AssayError` when the two do not hold the same rows in the same order, or one has classes
  ///   and the other texts.
  package init(
    _ first: Side, _ second: Side, options: EvaluationOptions,
    resampled: (Int) -> Void = { _ in }
  ) throws(AssayError) {
    switch (first, second) {
    case (.classes(let first), .classes(let second)):
      self = .classes(
        try PairedComparison(first, second, options: options, resampled: resampled))
    case (.texts(let first), .texts(let second)):
      self = .texts(try TextComparison(first, second, options: options, resampled: resampled))
    case (.classes, .texts), (.texts, .classes):
      throw AssayError(
        "one of the two is about classes, the other about texts",
        remedy: "Compare predictions for the same file of rows; --texts takes both for texts")
    }
  }

  /// Whether the second is better, as far as the rows tell.
  package var tone: ReportIntervals.Tone {
    switch self {
    case .classes(let comparison):
      comparison.figures.first { $0.key == "accuracy" }?.tone ?? .unclear
    case .texts(let comparison): comparison.tone
    }
  }

  /// The comparison for people and, as its data, for programs.
  package func report(names: (String, String)) -> Report {
    switch self {
    case .classes(let comparison): comparison.report(names: names)
    case .texts(let comparison): comparison.report(names: names)
    }
  }
}
