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
  /// The task that is meant alone; nil where any is.
  let task: Task?
  /// Who answers in a conversation, by the name before the answer.
  let speakers: [String]

  init(_ parameters: inout Parameters) throws(AssayError) {
    minimum = try parameters.integer("minimum")
    least = try parameters.integer("from", default: 0)
    task = try parameters.optionalChoice("task")
    speakers = task == .chat ? try parameters.strings("speakers") : []
  }

  /// The tasks that a rule may be about.
  enum Task: String, CaseIterable {
    /// Free texts, and no labels.
    case generation
    /// Conversations, as messages or as prompts that end where somebody is to answer.
    case chat
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard isMeant(profile), profile.rows < minimum, profile.rows >= least else { return [] }
    return [Conclusion(rows: profile.rows, values: ["minimum": Plural.grouped(minimum)])]
  }

  private func isMeant(_ profile: Profile) -> Bool {
    let isOfText = [.conditionalGeneration, .openEndedGeneration].contains(profile.task)
    switch task {
    case nil: return true
    case .generation: return isOfText
    case .chat:
      let turn = profile.ending(of: .prompt)?.text
      return profile.task == .chat || isOfText && speakers.contains { turn == "\n\($0):" }
    }
  }
}
