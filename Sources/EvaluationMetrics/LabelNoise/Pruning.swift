// SPDX-License-Identifier: Apache-2.0

/// The rows that are to be taken out so that the labels have the shares of the confident joint.
///
/// Source: cleanlab 2.9, `find_label_issues` with `prune_by_class` and `prune_by_noise_rate`.
struct Pruning {
  private let labels: [Int]
  private let scores: ScoreMatrix
  /// [classes][labels] How many rows of a label are truly of a class; at least one of its own.
  private let counts: [[Int]]
  /// [labels] The rows of each label.
  private let rows: [[Int]]

  init(_ joint: ConfidentJoint, labels: [Int], scores: ScoreMatrix) {
    self.labels = labels
    self.scores = scores
    var rows = [[Int]](repeating: [], count: scores.classCount)
    for (row, label) in labels.enumerated() { rows[label].append(row) }
    self.rows = rows
    counts = Self.keepingOne(joint.counts)
  }

  /// The rows of each label that are least sure of it, as many as are of other classes.
  var byClass: Set<Int> {
    var found: Set<Int> = []
    for (label, rows) in rows.enumerated() where rows.count > 1 {
      let order = rows.sorted { (scores[$0, label], $0) < (scores[$1, label], $1) }
      found.formUnion(order.prefix(max(0, rows.count - counts[label][label])))
    }
    return found
  }

  /// For each pair of classes the rows that are clearest to be of the other, as many as there are.
  var byNoiseRate: Set<Int> {
    var found: Set<Int> = []
    for (label, rows) in rows.enumerated() where rows.count > 1 {
      for (other, counts) in counts.enumerated() where other != label && counts[label] > 0 {
        func margin(_ row: Int) -> Double { scores[row, label] - scores[row, other] }
        let order = rows.sorted { (margin($0), $0) < (margin($1), $1) }
        found.formUnion(order.prefix(counts[label]))
      }
    }
    return found
  }

  /// The joint turned over, with one rightly labeled row a class: what that takes is taken evenly from
  /// the other counts.
  private static func keepingOne(_ joint: [[Int]]) -> [[Int]] {
    let classes = joint.indices
    let added = classes.map { max(joint[$0][$0], 1) - joint[$0][$0] }
    let sharing = classes.map { label in
      max(Double(joint[label].count { $0 != 0 }) - 1, 1)
    }
    return classes.map { other in
      WholeShares.rounded(
        classes.map { label in
          if other == label { return Double(joint[label][label] + added[label]) }
          let left = Double(joint[label][other]) - Double(added[label]) / sharing[label]
          return max(left, 0).rounded(.towardZero)
        })
    }
  }
}
