// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics

/// Labeled texts before and after a change, each row once where both have it.
package struct EffectRows: Sendable {
  /// Labeled texts of one side.
  package struct Side: Sendable, Equatable {
    package var prompts: [String]
    package var labels: [String]

    package init(prompts: [String], labels: [String]) {
      self.prompts = prompts
      self.labels = labels
    }
  }

  private(set) var prompts: [String] = []
  private(set) var labels: [String] = []
  /// The rows that only one side has.
  private(set) var onlyBefore: Set<Int> = []
  private(set) var onlyAfter: Set<Int> = []

  /// The rows that both sides have, which alone can be tested on.
  var shared: [Int] {
    prompts.indices.filter { !onlyBefore.contains($0) && !onlyAfter.contains($0) }
  }

  /// How many rows one side has and the other has not.
  package var changed: Int { onlyBefore.count + onlyAfter.count }

  package init(before: Side, after: Side) {
    var open: [Pair: Int] = [:]
    for pair in Self.pairs(after) { open[pair, default: 0] += 1 }
    for pair in Self.pairs(before) {
      if let count = open[pair], count > 0 {
        open[pair] = count - 1
      } else {
        onlyBefore.insert(prompts.count)
      }
      append(pair)
    }
    for pair in Self.pairs(after) {
      guard let count = open[pair], count > 0 else { continue }
      open[pair] = count - 1
      onlyAfter.insert(prompts.count)
      append(pair)
    }
  }

  /// A row as the other side may have it.
  private struct Pair: Hashable {
    let prompt: ExactName
    let label: ExactName
  }

  private static func pairs(_ side: Side) -> [Pair] {
    zip(side.prompts, side.labels).map { Pair(prompt: ExactName($0), label: ExactName($1)) }
  }

  private mutating func append(_ pair: Pair) {
    prompts.append(pair.prompt.text)
    labels.append(pair.label.text)
  }
}
