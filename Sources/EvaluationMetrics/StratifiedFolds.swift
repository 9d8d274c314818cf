// SPDX-License-Identifier: Apache-2.0

import Platform

/// Rows cut into folds of equal size with equal shares of each class. Rows with the same prompt stay
/// together, or a model would be tested on what it has learned by heart.
package struct StratifiedFolds: Sendable, Equatable {
  /// Rows of each fold, ascending.
  package let folds: [[Int]]

  /// - Parameters:
  ///   - labels: [rows] the class of each row.
  ///   - prompts: [rows] what must not be in two folds.
  ///   - count: at least 2.
  package init(labels: [Int], prompts: [String], count: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var folds = [[Int]](repeating: [], count: count)
    // The turn goes on from class to class, so that small classes do not all fill the first folds.
    var turn = 0
    for group in Self.groups(labels, prompts, using: &generator) {
      folds[turn % count] += group
      turn += 1
    }
    self.folds = folds.map { $0.sorted() }
  }

  package var count: Int { folds.count }

  /// The rows outside a fold, ascending.
  package func training(without fold: Int) -> [Int] {
    folds.indices.filter { $0 != fold }.flatMap { folds[$0] }.sorted()
  }

  /// Rows with the same prompt, sorted by the class of the first and shuffled within it.
  private static func groups(
    _ labels: [Int], _ prompts: [String], using generator: inout SeededGenerator
  ) -> [[Int]] {
    var order: [ExactName] = []
    var rows: [ExactName: [Int]] = [:]
    for (row, prompt) in prompts.enumerated() {
      let key = ExactName(prompt)
      if rows[key] == nil { order.append(key) }
      rows[key, default: []].append(row)
    }
    var groups = order.compactMap { rows[$0] }
    groups.shuffle(using: &generator)
    return groups.enumerated()
      .sorted { (labels[$0.element[0]], $0.offset) < (labels[$1.element[0]], $1.offset) }
      .map(\.element)
  }
}

extension StratifiedFolds {
  /// A part of some rows with equal shares of each class, at least one row of each.
  /// - Parameter rows: ascending.
  package static func subset(
    of rows: [Int], labels: [Int], share: Double, seed: UInt64
  ) -> [Int] {
    var generator = SeededGenerator(seed: seed)
    let shuffled = rows.shuffled(using: &generator)
    let byClass = Dictionary(grouping: shuffled) { labels[$0] }
    return byClass.keys.sorted().flatMap { label in
      let members = byClass[label] ?? []
      return members.prefix(max(1, Int((Double(members.count) * share).rounded())))
    }
    .sorted()
  }
}
