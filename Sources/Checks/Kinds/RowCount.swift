// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset

/// A file has too few rows to learn from.
struct RowCount: Check {
  static let kind = "row-count"
  static let holes = ["minimum"]
  let minimum: Int
  /// Files of fewer rows are left to another rule.
  let least: Int
  /// Whether free texts alone are meant, and no labels.
  let isOfGeneration: Bool

  init(_ parameters: inout Parameters) throws(AssayError) {
    minimum = try parameters.integer("minimum")
    least = try parameters.integer("from", default: 0)
    let task: Task? = try parameters.optionalChoice("task")
    isOfGeneration = task == .generation
  }

  /// The tasks that a rule may be about.
  enum Task: String, CaseIterable {
    case generation
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let isMeant =
      !isOfGeneration || [.conditionalGeneration, .openEndedGeneration].contains(profile.task)
    guard isMeant, profile.rows < minimum, profile.rows >= least else { return [] }
    return [Conclusion(rows: profile.rows, values: ["minimum": String(minimum)])]
  }
}
