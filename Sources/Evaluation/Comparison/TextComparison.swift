// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import EvaluationMetrics
import Platform

/// Two models, or files of what they wrote, on the same rows with free completions.
package struct TextComparison: Sendable {
  package let first: TextPredictions
  package let second: TextPredictions
  package let options: EvaluationOptions
  /// The figures that both have.
  package let figures: [PairedComparison.PairedFigure]
  /// By the rows that are right; nil where none is known to be.
  package let mcNemar: McNemar?
  /// The parts of the rows; nil where nobody asked for them, or no row is known to be right.
  let slices: ComparisonFamily?

  /// The rows of which one says most: those that the two write otherwise, else those that they find
  /// most differently probable.
  let changedRows: [Int]
  private static let shownRows = 20

  /// - Parameter resampled: hears how many of the resamples are done.
  /// - Throws: `AssayError` when the two do not hold the same rows in the same order, or have no figure
  ///   in common.
  package init(
    _ first: TextPredictions, _ second: TextPredictions, options: EvaluationOptions,
    resampled: (Int) -> Void = { _ in }
  ) throws(AssayError) {
    try Self.check(first, second)
    self.first = first
    self.second = second
    self.options = options
    let areAlike = (first.texts == nil) == (second.texts == nil)
    let hits = areAlike ? first.hits.flatMap { one in second.hits.map { (one, $0) } } : nil
    let mcNemar = hits.map { McNemar(first: $0.0, second: $0.1) }
    figures = try Self.figures(
      first, second, mcNemar: mcNemar, options: options, resampled: resampled)
    self.mcNemar = mcNemar
    slices = hits.flatMap {
      ComparisonFamily(
        slices: first.slices ?? second.slices, first: $0.0, second: $0.1,
        correction: options.correction)
    }
    changedRows = Self.changes(first, second)
  }

  private static let advice = "Compare what was made of the same file of rows"

  private static func check(
    _ first: TextPredictions, _ second: TextPredictions
  ) throws(AssayError) {
    guard first.count == second.count else {
      throw AssayError(
        "the first has \(Plural.counted(first.count, "row")) and the second \(second.count)",
        remedy: advice)
    }
    for row in 0..<first.count {
      if let one = first.prompts, let other = second.prompts, one[row] != other[row] {
        throw AssayError("row \(row + 1) has different prompts in the two", remedy: advice)
      }
      guard areSame(first.wanted[row], second.wanted[row]) else {
        throw AssayError("row \(row + 1) has different completions in the two", remedy: advice)
      }
    }
  }

  /// What a model has written is held against the completion without its stop sequence.
  private static func areSame(_ one: String, _ other: String) -> Bool {
    let (short, long) = one.utf8.count < other.utf8.count ? (one, other) : (other, one)
    return long.utf8.starts(with: short.utf8)
  }

  private static func figures(
    _ first: TextPredictions, _ second: TextPredictions, mcNemar: McNemar?,
    options: EvaluationOptions, resampled: (Int) -> Void
  ) throws(AssayError) -> [PairedComparison.PairedFigure] {
    let others = second.measures
    let pairs = first.measures.compactMap { one in
      others.first { $0.key == one.key }.map { (one, $0) }
    }
    guard !pairs.isEmpty else {
      throw AssayError(
        "the one has texts that a model wrote, the other only probabilities",
        remedy: "Make both by the same command: assay eval with --generate, or without")
    }
    var generator = SeededGenerator(seed: options.seed)
    var done = 0
    let intervals = Bootstrap.intervals(
      strata: [Int](repeating: 0, count: first.count), resamples: options.bootstrap,
      using: &generator
    ) { weights in
      done += 1
      resampled(done)
      return pairs.map { one, other in
        one.value(weights: weights).flatMap { one in
          other.value(weights: weights).map { $0 - one }
        }
      }
    }
    // What `hits` are: texts that are right, else completions of which each token is the likeliest.
    let tested = first.texts == nil ? "sequence_accuracy" : "exact_match"
    return pairs.enumerated().map { index, pair in
      PairedComparison.PairedFigure(
        key: pair.0.key, first: pair.0.figure, second: pair.1.figure,
        interval: index < intervals.count ? intervals[index] : nil,
        pValue: pair.0.key == tested ? mcNemar?.pValue : nil)
    }
  }

  private static func changes(_ first: TextPredictions, _ second: TextPredictions) -> [Int] {
    if let one = first.texts, let other = second.texts {
      return one.indices.filter { one[$0] != other[$0] }
    }
    let moves = (0..<first.count).map { row in
      abs((first.logProbability(row) ?? 0) - (second.logProbability(row) ?? 0))
    }
    return moves.indices.filter { moves[$0] > 0 }
      .sorted { (moves[$1], $0) < (moves[$0], $1) }
      .prefix(shownRows).map { $0 }
  }
}

extension TextPredictions {
  /// How probable the wanted text of a row is; nil when it is not known.
  func logProbability(_ row: Int) -> Double? { scores?[row].logProbability }
}
