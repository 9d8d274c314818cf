// SPDX-License-Identifier: Apache-2.0

/// How many rows with one label count as another class, by probabilities from models that did not see
/// the rows.
///
/// A class's threshold is the mean probability that rows with this label get for it. A row counts as
/// the class whose threshold it reaches, and as the likeliest when there are several.
/// Source: Northcutt, Jiang and Chuang, "Confident learning: estimating uncertainty in dataset
/// labels" (2021), with the tolerances of cleanlab 2.9, `compute_confident_joint`.
struct ConfidentJoint: Sendable, Equatable {
  /// [classes] The mean self-confidence of the rows of each class; nil for a class without rows.
  let thresholds: [Double?]
  /// [rows] The class that a row counts as; nil where it reaches no threshold.
  let guesses: [Int?]
  /// [labels][classes] The counts, brought to the number of rows of each label.
  let counts: [[Int]]

  /// What is lost when decimals are compared.
  static let tolerance = 1e-6

  init(labels: [Int], scores: ScoreMatrix) {
    let thresholds = Self.thresholds(labels, scores)
    self.thresholds = thresholds
    let guesses = labels.indices.map { Self.guess(scores.row($0), thresholds) }
    self.guesses = guesses
    var support = [Int](repeating: 0, count: scores.classCount)
    for label in labels { support[label] += 1 }
    counts = Self.calibrated(
      Self.joint(labels, guesses, classCount: scores.classCount), support: support)
  }

  private static func thresholds(_ labels: [Int], _ scores: ScoreMatrix) -> [Double?] {
    var sums = [Double](repeating: 0, count: scores.classCount)
    var counts = sums
    for (row, label) in labels.enumerated() {
      sums[label] += scores[row, label]
      counts[label] += 1
    }
    return zip(sums, counts).map { $1 > 0 ? max($0 / $1, 2 * tolerance) : nil }
  }

  private static func guess(_ scores: ArraySlice<Double>, _ thresholds: [Double?]) -> Int? {
    let reached = zip(scores, thresholds).enumerated().filter { _, pair in
      pair.1.map { pair.0 >= $0 - tolerance } ?? false
    }
    guard reached.count > 1 else { return reached.first?.offset }
    // Of several, the likeliest class of all, as cleanlab takes it.
    return scores.firstIndex(of: scores.max() ?? 0).map { $0 - scores.startIndex }
  }

  private static func joint(_ labels: [Int], _ guesses: [Int?], classCount: Int) -> [[Double]] {
    var joint = [[Double]](
      repeating: [Double](repeating: 0, count: classCount), count: classCount)
    for case (let label, .some(let guess)) in zip(labels, guesses) { joint[label][guess] += 1 }
    // Each class is taken to have one rightly labeled row.
    for index in joint.indices { joint[index][index] = max(joint[index][index], 1) }
    return joint
  }

  private static func calibrated(_ joint: [[Double]], support: [Int]) -> [[Int]] {
    let scaled = zip(joint, support).map { row, support in
      let sum = row.reduce(0, +)
      return row.map { $0 / sum * Double(support) }
    }
    let total = scaled.reduce(0) { $0 + $1.reduce(0, +) }
    let rows = Double(support.reduce(0, +))
    return scaled.map { row in WholeShares.rounded(row.map { $0 / max(total, 1e-100) * rows }) }
  }
}
