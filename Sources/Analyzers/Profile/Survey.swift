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
    unite(batch.rows.columns)
    rows += batch.count
    forms.add(batch)
    strays.add(batch)
    var hashed = HashedBatch(batch)
    batch.visit { add($0, &hashed) }
    analyzers.add(hashed)
  }

  mutating func merge(_ next: Survey) {
    rows += next.rows
    unite(next.columns)
    prompt.merge(next.prompt)
    completion.merge(next.completion)
    labels.merge(next.labels)
    forms.merge(next.forms)
    strays.merge(next.strays)
    analyzers.merge(next.analyzers)
  }

  /// Adds columns that are new, by their names: parts that were read apart have them in another order.
  private mutating func unite(_ more: [String]) {
    guard more != columns else { return }
    let known = Set(columns)
    columns += more.filter { !known.contains($0) }
  }

  private mutating func add(_ record: Record, _ batch: inout HashedBatch) {
    // A chat is one text: its messages.
    var first = ByteHash.wide(record.chat?.bytes ?? record.prompt)
    // Rows of the other form show nothing here and are no repeats for that.
    if record.isStray {
      let number = UInt64(truncatingIfNeeded: record.number)
      first = .joined(first, WideHash(first: number, second: number))
    }
    let second = ByteHash.wide(record.completion)
    batch.prompts.append(first.first)
    batch.completions.append(second.first)
    batch.pairs.append(.joined(first, second))
    prompt.add(record.prompt, kind: record.promptKind, hash: first.first)
    completion.add(record.completion, kind: record.completionKind, hash: second.first)
    if !record.completion.isBlank {
      labels.add(record.completion, row: record.number, line: record.line)
    }
  }
}
