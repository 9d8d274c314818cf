// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics

/// How many rows a class has on both sides.
package struct ClassChange: Sendable, Equatable {
  package let name: String
  package let oldRows: Int
  package let newRows: Int
  package let oldShare: Double
  package let newShare: Double

  /// The classes of both sides, those first whose share moved most.
  static func all(old: [String], new: [String]) -> [ClassChange] {
    func counts(_ labels: [String]) -> [ExactName: Int] {
      labels.reduce(into: [:]) { $0[ExactName($1), default: 0] += 1 }
    }
    let (before, after) = (counts(old), counts(new))
    let changes = Set(before.keys).union(after.keys).sorted().map { name in
      let (one, other) = (before[name] ?? 0, after[name] ?? 0)
      return ClassChange(
        name: name.text, oldRows: one, newRows: other,
        oldShare: Double(one) / Double(max(old.count, 1)),
        newShare: Double(other) / Double(max(new.count, 1)))
    }
    return changes.enumerated().sorted { left, right in
      (right.element.shift, left.offset) < (left.element.shift, right.offset)
    }.map(\.element)
  }

  private var shift: Double { abs(newShare - oldShare) }
}
