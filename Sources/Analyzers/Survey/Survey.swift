// SPDX-License-Identifier: Apache-2.0

import Dataset
import Records
import Tables

/// Pass 1: what can be learned about a file without knowing anything about it. Mergeable.
struct Survey: Mergeable {
  /// What to look at.
  struct Plan: Sendable {
    var needs: SurveyNeeds
    var tokenLimit: Int
    /// Whether rows name their columns, as in JSON, so that they may have different ones.
    var hasKeys: Bool
    var tokenizer: (any TokenCounter)?
    var scoreLimits: [ScoreLimit] = []
  }

  private(set) var rows = 0
  /// All columns seen; a JSON file may show more of them later.
  private(set) var columns: [String] = []
  private(set) var prompt: FieldSurvey
  private(set) var completion: FieldSurvey
  private(set) var labels: LabelTable
  private(set) var duplicates = DuplicateTable()
  private(set) var normalizedDuplicates = DuplicateTable()
  /// For a split; nil when there are too many classes, as in texts that are no labels.
  private(set) var classes: ClassNumbers? = ClassNumbers()
  private(set) var tokens = TokenSurvey()
  private(set) var shapes = ShapeTable()
  private(set) var twins = TwinColumns()
  /// Rows with an outside score under the minimum, ascending.
  private(set) var lowScores: [Int] = []
  /// The bytes of the rows as JSON Lines, not counting escapes.
  private(set) var writtenBytes = 0
  /// `{"messages":}` and `{"prompt":"","completion":""}`, each with its line break.
  private static let chatFrame = 14
  private static let rowFrame = 30
  /// Space for the text being normalized.
  private var scratch: [UInt8] = []

  init(rules: FactRules) {
    prompt = FieldSurvey(.prompt, rules: rules)
    completion = FieldSurvey(.completion, rules: rules)
    labels = LabelTable(rules)
  }

  func field(_ field: Field) -> FieldSurvey { field == .prompt ? prompt : completion }

  /// Lets go of the hashes of all rows.
  mutating func forgetHashes() {
    duplicates = DuplicateTable()
    normalizedDuplicates = DuplicateTable()
    classes = nil
  }

  mutating func add(_ batch: RecordBatch, _ plan: Plan) {
    if batch.rows.columns.count > columns.count { columns = batch.rows.columns }
    rows += batch.count
    if plan.needs.contains(.tokens), let tokenizer = plan.tokenizer {
      tokenizer.withCounter { count in
        batch.visit { record in
          add(record, plan)
          tokens.add(record.tokenCount(by: count), row: record.number, limit: plan.tokenLimit)
        }
      }
    } else {
      batch.visit { add($0, plan) }
    }
    twins.add(batch)
    for limit in plan.scoreLimits { addScores(batch, limit) }
    if plan.hasKeys { for index in 0..<batch.count { shapes.add(batch.rows[index]) } }
  }

  mutating func merge(_ next: Survey) {
    rows += next.rows
    if next.columns.count > columns.count { columns = next.columns }
    prompt.merge(next.prompt)
    completion.merge(next.completion)
    labels.merge(next.labels)
    duplicates.merge(next.duplicates)
    normalizedDuplicates.merge(next.normalizedDuplicates)
    if let more = next.classes { classes?.merge(more) } else { classes = nil }
    if labels.hasOverflowed || classes?.isFull == true { classes = nil }
    tokens.merge(next.tokens)
    shapes.merge(next.shapes)
    twins.merge(next.twins)
    lowScores += next.lowScores
    writtenBytes += next.writtenBytes
  }

  private mutating func addScores(_ batch: RecordBatch, _ limit: ScoreLimit) {
    for index in 0..<batch.count where limit.isMissed(by: batch.rows[index], in: batch.rows.columns)
    {
      lowScores.append(batch.rows.firstRow + index)
    }
  }

  private mutating func add(_ record: Record, _ plan: Plan) {
    // A chat is one text: its messages.
    let promptHash = ByteHash.hash(record.chat?.bytes ?? record.prompt)
    let completionHash = ByteHash.hash(record.completion)
    prompt.add(record.prompt, kind: record.promptKind, hash: promptHash)
    completion.add(record.completion, kind: record.completionKind, hash: completionHash)
    writtenBytes +=
      record.chat.map { $0.bytes.count + Self.chatFrame }
      ?? record.prompt.count + record.completion.count + Self.rowFrame
    if !record.completion.isBlank {
      labels.add(record.completion, row: record.number, line: record.line)
    }
    if plan.needs.contains(.duplicates) {
      duplicates.add(row: record.number, prompt: promptHash, completion: completionHash)
      if plan.needs.contains(.split) { classes?.add(completionHash) }
    }
    if plan.needs.contains(.normalizedDuplicates) { addNormalized(record) }
  }

  private mutating func addNormalized(_ record: Record) {
    scratch.removeAll(keepingCapacity: true)
    if let chat = record.chat {
      TextNormalizer.append(chat.bytes, to: &scratch)
    } else {
      TextNormalizer.append(record.prompt, to: &scratch)
      scratch.append(0x0A)
      TextNormalizer.append(record.completion, to: &scratch)
    }
    normalizedDuplicates.add(row: record.number, hash: ByteHash.hash(scratch))
  }
}
