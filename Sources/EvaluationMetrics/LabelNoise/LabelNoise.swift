// SPDX-License-Identifier: Apache-2.0

/// Rows whose label is likely to be wrong, by probabilities from models that did not see the row.
///
/// The filters are those of cleanlab 2.9, `find_label_issues`; the ranking is by self-confidence, the
/// probability of the row's own label.
package struct LabelNoise: Sendable, Equatable {
  /// What marks a row.
  package enum Filter: String, CaseIterable, Sendable {
    /// The row counts as another class in the confident joint.
    case confidentLearning = "confident_learning"
    /// The row is among the clearest of those that the joint wants moved from one class to another.
    case noiseRate = "noise_rate"
    /// The row is among the least sure of its class, as many as the joint wants moved out of it.
    case byClass = "class"
    /// The row is marked by its noise rate, and among the least sure of its class.
    case both
    /// The row is among those that are least sure of their label, as many as confident learning finds.
    case selfConfidence = "self_confidence"
    /// The row is among those whose label leads least over the likeliest other class, as many as
    /// confident learning finds.
    case normalizedMargin = "normalized_margin"

    /// The filter that cleanlab calls so, or that is called so here.
    package init?(name: String) {
      let own = ["prune_by_", "low_"].first { name.hasPrefix($0) }.map { name.dropFirst($0.count) }
      self.init(rawValue: String(own ?? name[...]))
    }
  }

  package struct Candidate: Sendable, Equatable {
    package let row: Int
    /// The class the row has.
    package let label: Int
    /// The likeliest other class.
    package let suggestion: Int
    package let labelProbability: Double
    package let suggestionProbability: Double
    /// The filters that mark the row.
    package let foundBy: [Filter]
  }

  /// [classes] The mean self-confidence of the rows of each class; nil for a class without rows.
  package let thresholds: [Double?]
  /// All rows, the most doubtful first.
  package let ranking: [Int]
  /// [rows] The probability of the row's own label.
  package let selfConfidences: [Double]
  /// What any filter marks, the most doubtful first.
  package let marked: [Candidate]

  /// What a filter marks, the most doubtful first.
  package func candidates(_ filter: Filter = .selfConfidence) -> [Candidate] {
    marked.filter { $0.foundBy.contains(filter) }
  }

  /// - Parameters:
  ///   - labels: [rows] the class that each row has.
  ///   - scores: [rows x classes] probabilities of models that did not see the row.
  package init(labels: [Int], scores: ScoreMatrix) {
    let joint = ConfidentJoint(labels: labels, scores: scores)
    thresholds = joint.thresholds
    let confidences = labels.indices.map { scores[$0, labels[$0]] }
    selfConfidences = confidences
    ranking = labels.indices.sorted { (confidences[$0], $0) < (confidences[$1], $1) }
    let pruning = Pruning(joint, labels: labels, scores: scores)
    let byNoiseRate = pruning.byNoiseRate
    let byClass = pruning.byClass
    // A row that its own class suits as well as any other is not doubtful.
    let likely = labels.indices.map { Self.likeliest(scores.row($0), but: labels[$0]) }
    func isDoubtful(_ row: Int) -> Bool {
      scores[row, likely[row]] > confidences[row] + ConfidentJoint.tolerance
    }
    let byLearning = Set(
      labels.indices.filter { row in
        joint.guesses[row].map { $0 != labels[row] } ?? false && isDoubtful(row)
      })
    let bySelf = Set(ranking.prefix(byLearning.count))
    let margins = labels.indices.map { confidences[$0] - scores[$0, likely[$0]] }
    let byMargin = Set(
      labels.indices.sorted { (margins[$0], $0) < (margins[$1], $1) }.prefix(byLearning.count))
    func filters(of row: Int) -> [Filter] {
      let isOther = isDoubtful(row)
      let marks: [(Filter, Bool)] = [
        (.confidentLearning, byLearning.contains(row)),
        (.noiseRate, isOther && byNoiseRate.contains(row)),
        (.byClass, isOther && byClass.contains(row)),
        (.both, isOther && byNoiseRate.contains(row) && byClass.contains(row)),
        (.selfConfidence, bySelf.contains(row)), (.normalizedMargin, byMargin.contains(row)),
      ]
      return marks.filter(\.1).map(\.0)
    }
    marked = ranking.compactMap { row in
      let found = filters(of: row)
      guard !found.isEmpty else { return nil }
      return Candidate(
        row: row, label: labels[row], suggestion: likely[row], labelProbability: confidences[row],
        suggestionProbability: scores[row, likely[row]], foundBy: found)
    }
  }

  private static func likeliest(_ scores: ArraySlice<Double>, but label: Int) -> Int {
    var best = label == 0 ? min(1, scores.count - 1) : 0
    for index in 0..<scores.count
    where index != label && scores[scores.startIndex + index] > scores[scores.startIndex + best] {
      best = index
    }
    return best
  }
}
