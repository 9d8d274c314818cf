// SPDX-License-Identifier: Apache-2.0

/// The columns of preferences: two answers to one prompt, of which one is better, as for DPO.
package struct PreferenceColumns: Sendable, Equatable, Hashable {
  /// The column of the better answers.
  package let better: String
  /// The column of the worse answers.
  package let worse: String
  /// The column of the prompts; nil where they stand in the answers themselves.
  package let prompt: String?

  private static let pairs = [
    ("chosen", "rejected"), ("preferred_output", "non_preferred_output"),
    ("response_j", "response_k"), ("chosen_response", "rejected_response"),
  ]
  private static let prompts = [
    "prompt", "question", "instruction", "query", "input", "conversations", "messages",
  ]

  /// Nil when the columns are no preferences.
  package init?(_ columns: [String]) {
    let lowered = columns.map { $0.lowercased() }
    guard
      let pair = Self.pairs.first(where: { lowered.contains($0.0) && lowered.contains($0.1) }),
      let better = UsualNames.column(named: [pair.0], in: columns),
      let worse = UsualNames.column(named: [pair.1], in: columns)
    else { return nil }
    self.better = better
    self.worse = worse
    prompt = UsualNames.column(named: Self.prompts, in: columns)
  }
}
