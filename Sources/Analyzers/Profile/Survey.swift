// SPDX-License-Identifier: Apache-2.0

import Dataset
import Records
import Tables

/// The first pass: what every check and every analyzer may ask about a file, and the analyzers at
/// work.
struct Survey: Mergeable {
  private(set) var rows = 0
  /// All columns seen; a JSON file may show more of them later.
  private(set) var columns: [String] = []
  private(set) var prompt: FieldSurvey
  private(set) var completion: FieldSurvey
  private(set) var labels: LabelTable
  private(set) var forms = FormCounts()
  private(set) var strays = StrayColumns()
  var analyzers: AnalyzerSet

  init(rules: FactRules, _ analyzers: AnalyzerSet) {
    prompt = FieldSurvey(.prompt, rules: rules)
    completion = FieldSurvey(.completion, rules: rules)
    labels = LabelTable(rules)
    self.analyzers = analyzers
  }

  mutating func add(_ batch: RecordBatch) {
    if batch.rows.columns.count > columns.count { columns = batch.rows.columns }
    rows += batch.count
    forms.add(batch)
    strays.add(batch)
    var hashed = HashedBatch(batch)
    batch.visit { add($0, &hashed) }
    analyzers.add(hashed)
  }

  mutating func merge(_ next: Survey) {
    rows += next.rows
    if next.columns.count > columns.count { columns = next.columns }
    prompt.merge(next.prompt)
    completion.merge(next.completion)
    labels.merge(next.labels)
    forms.merge(next.forms)
    strays.merge(next.strays)
    analyzers.merge(next.analyzers)
  }

  private mutating func add(_ record: Record, _ batch: inout HashedBatch) {
    // A chat is one text: its messages.
    let hash = ByteHash.hash(record.chat?.bytes ?? record.prompt)
    // Rows of the other form show nothing here and are no repeats for that.
    let promptHash =
      record.isStray ? ByteHash.joined(hash, UInt64(truncatingIfNeeded: record.number)) : hash
    let completionHash = ByteHash.hash(record.completion)
    batch.prompts.append(promptHash)
    batch.completions.append(completionHash)
    prompt.add(record.prompt, kind: record.promptKind, hash: promptHash)
    completion.add(record.completion, kind: record.completionKind, hash: completionHash)
    if !record.completion.isBlank {
      labels.add(record.completion, row: record.number, line: record.line)
    }
  }
}
