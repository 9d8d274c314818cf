// SPDX-License-Identifier: Apache-2.0

import Platform

/// Which labels of a set begin others, token by token, as ` New` begins ` New York`. The probability
/// of such a label's tokens holds that of the longer one, which could therefore never win; the two
/// are told apart by what follows.
package struct LabelPrefixes: Sendable {
  /// [labels] For each label those that go on where it ends, as far as no other is between them.
  package let continuations: [[Int]]

  /// - Parameter labels: the tokens of each.
  package init(_ labels: [[Int32]]) {
    var continuations = [[Int]](repeating: [], count: labels.count)
    // In the order of their tokens a label stands behind all that it starts with.
    let order = labels.indices.sorted { labels[$0].lexicographicallyPrecedes(labels[$1]) }
    var open: [Int] = []
    for index in order {
      while let last = open.last, !labels[index].starts(with: labels[last]) { open.removeLast() }
      if let last = open.last {
        guard labels[last].count < labels[index].count else { continue }
        continuations[last].append(index)
      }
      open.append(index)
    }
    self.continuations = continuations
  }

  /// Whether a label begins another.
  package func begins(_ label: Int) -> Bool { !continuations[label].isEmpty }

  /// The log-probabilities of the labels as events that exclude one another: that a label's tokens
  /// come, and not those of a longer label.
  /// - Parameter logProbabilities: of the tokens of each label.
  package func exclusive(_ logProbabilities: [Double]) -> [Double] {
    logProbabilities.enumerated().map { index, own in
      let longer = continuations[index].reduce(0) { $0 + exp(logProbabilities[$1] - own) }
      return longer > 0 ? own + log(max(1 - longer, .leastNormalMagnitude)) : own
    }
  }
}
