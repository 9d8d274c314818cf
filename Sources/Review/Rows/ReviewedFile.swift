// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Decisions
import EvaluationMetrics
import Records
import Tables
import Workflows

/// All rows of the file under review, as they stand in it.
struct ReviewedFile {
  let name: String
  let items: [ReviewItem]
  /// The labels as the file writes them, the most frequent first; empty where completions are no
  /// classes.
  let labels: [String]

  /// - Throws: `AssayError` when the file cannot be read, or holds chats.
  init(_ file: DataFile, _ options: CheckOptions) throws(AssayError) {
    let settings = try Linting(options).settings(for: file)
    let rows = RecordStream(
      try settings.source(of: file), names: settings.settings.names,
      threads: settings.settings.threads)
    var identities = RowIdentities()
    var items: [ReviewItem] = []
    var hasChats = false
    try rows.mapInOrder { batch in
      (Self.rows(batch), batch.columns.messages != nil)
    } consume: { rows, isChat in
      hasChats = hasChats || isChat
      for row in rows {
        items.append(
          ReviewItem(
            row: identities.next(row.key), number: row.number, line: row.line, prompt: row.prompt,
            label: row.label))
      }
    }
    guard !hasChats else {
      throw AssayError(
        "chats have no labels to review", at: Location(file: file.name),
        remedy: "assay lint says which messages to change")
    }
    name = file.name
    self.items = items
    labels = Self.labels(items)
  }

  private struct Line: Sendable {
    let key: RowKey
    let number: Int
    let line: Int
    let prompt: String
    let label: String
  }

  private static func rows(_ batch: RecordBatch) -> [Line] {
    (0..<batch.count).map { index in
      let row = batch.rows[index]
      return Line(
        key: RowKey(row, in: batch), number: batch.number(of: index), line: row.line,
        prompt: batch.columns.prompt.map { row.text($0) } ?? "",
        label: batch.columns.completion.map { row.text($0) } ?? "")
    }
  }

  private static func labels(_ items: [ReviewItem]) -> [String] {
    let known = items.filter { !$0.label.isEmpty }
    let survey = DatasetSurvey(prompts: known.map(\.prompt), completions: known.map(\.label))
    guard survey.classes != nil else { return [] }
    let counts = known.reduce(into: [ExactName: Int]()) { $0[ExactName($1.label), default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key.text)
  }
}
