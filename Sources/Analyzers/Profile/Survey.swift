// SPDX-License-Identifier: Apache-2.0

import AssayCore
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
  /// By what rows of the other form are told apart, whose numbers are those of a part.
  var salt: UInt64 = 0

  init(rules: FactRules, _ analyzers: AnalyzerSet) {
    prompt = FieldSurvey(.prompt, rules: rules)
    completion = FieldSurvey(.completion, rules: rules)
    labels = LabelTable(rules)
    self.analyzers = analyzers
  }

  /// - Returns: the batch with the hashes of its texts.
  @discardableResult
  mutating func add(_ batch: RecordBatch) -> HashedBatch {
    unite(batch.rows.columns)
    rows += batch.count
    forms.add(batch)
    strays.add(batch)
    var hashed = HashedBatch(batch)
    batch.visit { add($0, &hashed) }
    analyzers.add(hashed)
    return hashed
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
    // Rows that show nothing here are no repeats for that.
    if record.isLikeNoOther {
      let number = UInt64(truncatingIfNeeded: record.number) ^ salt
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

extension CodingUserInfoKey {
  /// The analyzers of a run, as they start on a file.
  static let analyzers = CodingUserInfoKey(rawValue: "analyzers")
}

extension Survey: Codable {
  private enum CodingKeys: CodingKey {
    case rows, columns, prompt, completion, labels, forms, strays, analyzers
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(rows, forKey: .rows)
    try values.encode(columns, forKey: .columns)
    try values.encode(prompt, forKey: .prompt)
    try values.encode(completion, forKey: .completion)
    try values.encode(labels, forKey: .labels)
    try values.encode(forms, forKey: .forms)
    try values.encode(strays, forKey: .strays)
    try analyzers.encode(to: values.superEncoder(forKey: .analyzers))
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    rows = try values.decode(Int.self, forKey: .rows)
    columns = try values.decode([String].self, forKey: .columns)
    prompt = try values.decode(FieldSurvey.self, forKey: .prompt)
    completion = try values.decode(FieldSurvey.self, forKey: .completion)
    labels = try values.decode(LabelTable.self, forKey: .labels)
    labels.move(by: decoder.firstRow)
    forms = try values.decode(FormCounts.self, forKey: .forms)
    strays = try values.decode(StrayColumns.self, forKey: .strays)
    let fresh = CodingUserInfoKey.analyzers.flatMap { decoder.userInfo[$0] as? AnalyzerSet }
    analyzers = fresh ?? AnalyzerSet([])
    try analyzers.restore(from: values.superDecoder(forKey: .analyzers))
  }
}
