// SPDX-License-Identifier: Apache-2.0

/// The columns of preferences: two answers of which one is better, as for DPO. assay trains on answers,
/// so that only the better ones can be checked and learned.
struct Preferences {
  private let better: String

  /// Nil when the columns are no preferences.
  init?(_ columns: [String]) {
    let pairs = [("chosen", "rejected"), ("preferred_output", "non_preferred_output")]
    guard let pair = pairs.first(where: { columns.contains($0.0) && columns.contains($0.1) }) else {
      return nil
    }
    better = pair.0
  }

  /// - Parameter hasPrompts: whether the prompts stand in a column of their own.
  func remedy(hasPrompts: Bool) -> String {
    let way =
      if hasPrompts {
        "check the better answers with --completion-column \(better)"
      } else if better == "chosen" {
        "check the better conversations: jq -c '{messages: .chosen}' FILE > better.jsonl"
      } else {
        "check the better conversations: "
          + "jq -c '{messages: (.input.messages + .preferred_output)}' FILE > better.jsonl"
      }
    return "These are preferences, of which one of two answers is better, as for DPO; \(way)"
  }
}
