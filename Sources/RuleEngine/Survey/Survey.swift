// SPDX-License-Identifier: Apache-2.0

import Tables

/// Pass 1: what can be learnt about a file without knowing anything about it. Mergeable.
struct Survey: Mergeable {
  /// What to look at.
  struct Plan: Sendable {
    var needs: SurveyNeeds
    var tokenLimit: Int
    var tokenizer: (any TokenCounter)?
  }

  private(set) var rows = 0
  /// All columns seen; a JSON file may show more of them later.
  private(set) var columns: [String] = []
  private(set) var prompt = FieldSurvey(.prompt)
  private(set) var completion = FieldSurvey(.completion)
  private(set) var labels = LabelTable()
  private(set) var duplicates = DuplicateTable()
  private(set) var tokens = TokenSurvey()

  func field(_ field: Field) -> FieldSurvey { field == .prompt ? prompt : completion }

  mutating func add(_ batch: RecordBatch, _ plan: Plan) {
    if batch.rows.columns.count > columns.count { columns = batch.rows.columns }
    rows += batch.count
    batch.visit { add($0, plan) }
  }

  mutating func merge(_ next: Survey) {
    rows += next.rows
    if next.columns.count > columns.count { columns = next.columns }
    prompt.merge(next.prompt)
    completion.merge(next.completion)
    labels.merge(next.labels)
    duplicates.merge(next.duplicates)
    tokens.merge(next.tokens)
  }

  private mutating func add(_ record: Record, _ plan: Plan) {
    prompt.add(record.prompt, kind: record.promptKind)
    completion.add(record.completion, kind: record.completionKind)
    if !record.completion.isBlank { labels.add(record.completion, row: record.number) }
    if plan.needs.contains(.duplicates) { duplicates.add(record) }
    if plan.needs.contains(.tokens), let tokenizer = plan.tokenizer {
      // The model sees prompt and completion as one text, but they are encoded apart.
      let count =
        tokenizer.tokenCount(of: record.prompt) + tokenizer.tokenCount(of: record.completion)
      tokens.add(count, row: record.number, limit: plan.tokenLimit)
    }
  }
}
