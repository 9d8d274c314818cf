// SPDX-License-Identifier: Apache-2.0

import Records
import Tables

/// Finds out what a file is meant to teach, and says why it thinks so.
struct TaskInference {
  let names: ColumnNames
  let wanted: TrainingTask?

  /// Labels are names: completions longer than this on average, in bytes, are answers.
  private static let longestLabel = 48

  /// A generation without prompts is an open-ended one.
  private func task(_ wanted: TrainingTask, of survey: Survey) -> TrainingTask {
    let isOpen = wanted == .conditionalGeneration && survey.prompt.blank == survey.rows
    return isOpen ? .openEndedGeneration : wanted
  }

  func task(of survey: Survey) -> (TrainingTask, evidence: String) {
    if let wanted { return (task(wanted, of: survey), "as asked for") }
    if RecordBatch.messagesColumn(survey.columns, names) != nil {
      return (.chat, "there is a column `messages`")
    }
    if survey.prompt.blank == survey.rows { return (.openEndedGeneration, "all prompts are empty") }
    let classes = survey.labels.entries.count
    let bytes = survey.labels.entries.values.reduce(0) { $0 + $1.label.utf8.count }
    if classes * 3 < survey.rows, bytes > classes * Self.longestLabel {
      return (.conditionalGeneration, "completions repeat, but are too long for labels")
    }
    // The rule of the legacy guide's tool: a third as many different completions as rows.
    if !survey.labels.hasOverflowed, classes > 0, classes * 3 < survey.rows {
      return (.classification, "\(survey.rows) rows have \(classes) different completions")
    }
    let different = survey.labels.hasOverflowed ? "more than \(LabelTable.limit)" : "\(classes)"
    return (.conditionalGeneration, "\(survey.rows) rows have \(different) different completions")
  }
}
