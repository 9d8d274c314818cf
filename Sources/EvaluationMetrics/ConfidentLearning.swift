// SPDX-License-Identifier: Apache-2.0

/// Rows whose label is likely to be wrong, by probabilities from models that did not see the row.
///
/// A class's threshold is the mean probability that rows with this label get for it. A row counts as
/// a class when its probability reaches the class's own threshold, and as the likeliest of several
/// such classes; a row that counts as another class than its label is a candidate.
/// Source: Northcutt, Jiang and Chuang, "Confident learning: estimating uncertainty in dataset
/// labels" (2021), the off-diagonal of the confident joint, ranked by margin.
package struct ConfidentLearning: Sendable, Equatable {
  package struct Candidate: Sendable, Equatable {
    package let row: Int
    /// The class the row has.
    package let label: Int
    /// The class it counts as.
    package let suggestion: Int
    package let labelProbability: Double
    package let suggestionProbability: Double

    /// How much likelier the suggestion is; the ranking of candidates.
    package var margin: Double { suggestionProbability - labelProbability }
  }

  /// [classes] The mean self-confidence of the rows of each class; nil for a class without rows.
  package let thresholds: [Double?]
  /// The clearest first.
  package let candidates: [Candidate]

  /// - Parameters:
  ///   - labels: [rows] the class that each row has.
  ///   - scores: [rows x classes] probabilities of models that did not see the row.
  package init(labels: [Int], scores: ScoreMatrix) {
    let thresholds = Self.thresholds(labels, scores)
    self.thresholds = thresholds
    candidates = labels.indices.compactMap { row in
      Self.candidate(row, label: labels[row], scores: scores.row(row), thresholds: thresholds)
    }
    .sorted { ($1.margin, $0.row) < ($0.margin, $1.row) }
  }

  private static func thresholds(_ labels: [Int], _ scores: ScoreMatrix) -> [Double?] {
    var sums = [Double](repeating: 0, count: scores.classCount)
    var counts = sums
    for (row, label) in labels.enumerated() {
      sums[label] += scores[row, label]
      counts[label] += 1
    }
    return zip(sums, counts).map { $1 > 0 ? $0 / $1 : nil }
  }

  private static func candidate(
    _ row: Int, label: Int, scores: ArraySlice<Double>, thresholds: [Double?]
  ) -> Candidate? {
    var best: (index: Int, score: Double)?
    for (index, score) in scores.enumerated() {
      guard let threshold = thresholds[index], score >= threshold else { continue }
      if best.map({ score > $0.score }) ?? true { best = (index, score) }
    }
    guard let best, best.index != label else { return nil }
    let own = scores[scores.startIndex + label]
    guard best.score > own else { return nil }
    return Candidate(
      row: row, label: label, suggestion: best.index, labelProbability: own,
      suggestionProbability: best.score)
  }
}
