// SPDX-License-Identifier: Apache-2.0

/// Finds out what a file is meant to teach, and says why it thinks so. Every command and route asks
/// here, so that a file is the same task to all of them. The rule for classes is the one of the tool
/// that the legacy guide names, and `prepare_data` goes by it too: fewer different completions than a
/// third of the rows. A milder one would take answers that happen to repeat for labels.
package struct TaskInference: Sendable {
  private let rules: FactRules.Task
  /// What the user says; nil: the rows decide.
  private let wanted: TrainingTask?

  package init(wanted: TrainingTask? = nil, rules: FactRules = FactRules.standard) {
    self.wanted = wanted
    self.rules = rules.task
  }

  /// - Parameters:
  ///   - blankPrompts: rows without a prompt.
  ///   - labels: the completions that are not blank.
  ///   - hasMessages: whether the rows are chats.
  /// - Returns: the task and, as half a sentence, why.
  package func task(
    rows: Int, blankPrompts: Int, labels: LabelTable, hasMessages: Bool = false
  ) -> (TrainingTask, evidence: String) {
    if let wanted {
      // A generation without prompts is an open-ended one.
      let isOpen = wanted == .conditionalGeneration && blankPrompts == rows
      return (isOpen ? .openEndedGeneration : wanted, "as asked for")
    }
    if hasMessages { return (.chat, "there is a column `messages`") }
    if blankPrompts == rows { return (.openEndedGeneration, "all prompts are empty") }
    let isRepeated = !labels.hasOverflowed && labels.count * rules.rowsPerClass < rows
    if isRepeated, isLong(labels) {
      return (.conditionalGeneration, "completions repeat, but are too long for labels")
    }
    let different = labels.hasOverflowed ? "more than \(labels.limit)" : "\(labels.count)"
    return (
      isRepeated && labels.count > 0 ? .classification : .conditionalGeneration,
      "\(rows) row\(rows == 1 ? " has" : "s have") \(different) different completion"
        + (different == "1" ? "" : "s")
    )
  }

  /// Whether completions that the user says are classes can be learned as such.
  package func mayBeAskedFor(classes: Int, of rows: Int) -> Bool {
    classes >= 2 && classes * rules.rowsPerWantedClass <= rows
  }

  private func isLong(_ labels: LabelTable) -> Bool {
    labels.byteCount > labels.count * rules.longestLabel
  }
}
