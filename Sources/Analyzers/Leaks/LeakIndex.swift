// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import BitCollections
import Dataset
package import Records

/// What must be known of a file to find its prompts in others: a benchmark, or the training rows.
package struct LeakIndex: Sendable {
  /// The prompts' hashes.
  struct Keys: Mergeable {
    var exact: Set<UInt64> = []
    var normalized: Set<UInt64> = []
    var rows = 0
    var blankPrompts = 0
    var labels: LabelTable

    init(rules: FactRules) {
      labels = LabelTable(rules)
    }

    mutating func add(_ record: Record) {
      rows += 1
      if record.prompt.isBlank { blankPrompts += 1 }
      guard !record.completion.isBlank else { return }
      labels.add(record.completion, row: record.number, line: record.line)
    }

    mutating func merge(_ next: Keys) {
      rows += next.rows
      blankPrompts += next.blankPrompts
      labels.merge(next.labels)
      exact.formUnion(next.exact)
      normalized.formUnion(next.normalized)
    }
  }

  package let path: String
  let keys: Keys
  private let rules: FactRules
  let side: NearDuplicateSearch.Side
  let table: MinHashTable

  /// Reads the file three times.
  /// - Throws: `AssayError` when it cannot be read.
  package init(_ source: any RowSource, settings: Settings) throws(AssayError) {
    path = source.path
    rules = settings.facts
    let stream = RecordStream(source, names: settings.names, threads: settings.threads)
    let edges = try stream.fold(Edges()) { batch, edges in batch.visit { edges.add($0) } }
    try Self.requireQuestions(edges, stream)
    let question = Question(edges.prompt, edges.completion, rules: settings.facts)
    keys = try stream.fold(Keys(rules: settings.facts)) { batch, keys in
      batch.visit { record in
        keys.add(record)
        guard let key = question.keys(of: record) else { return }
        keys.exact.insert(key.exact)
        keys.normalized.insert(key.normalized)
      }
    }
    side = NearDuplicateSearch.Side(
      stream: stream, compared: question.compared, rules: settings.facts.likeness)
    table = try side.table(skipping: BitSet())
  }

  /// The labels of a classification; nil where completions are something else.
  var labels: FileLabels? {
    let task = TaskInference(rules: rules).task(
      rows: keys.rows, blankPrompts: keys.blankPrompts, labels: keys.labels)
    guard task.0 == .classification else { return nil }
    return FileLabels(path: path, labels: Set(keys.labels.sorted.map(\.label)))
  }

  /// A file without prompts would never share one.
  private static func requireQuestions(
    _ edges: Edges, _ stream: RecordStream
  ) throws(AssayError) {
    guard edges.prompt.count + edges.completion.count + edges.chats == 0 else { return }
    throw AssayError(
      "there is no prompt to compare with", at: Location(file: stream.source.path),
      remedy: "Name its columns as those of the data, or rename them")
  }

  /// The common edges of prompts and completions.
  private struct Edges: Mergeable {
    var chats = 0
    var prompt = CommonEdges()
    var completion = CommonEdges()

    mutating func add(_ record: Record) {
      if record.chat != nil { chats += 1 }
      if !record.prompt.isBlank { prompt.add(record.prompt) }
      if !record.completion.isBlank { completion.add(record.completion) }
    }

    mutating func merge(_ next: Edges) {
      chats += next.chats
      prompt.merge(next.prompt)
      completion.merge(next.completion)
    }
  }
}

/// The labels of another file of the same data.
package struct FileLabels: Sendable, Equatable {
  package let path: String
  package let labels: Set<String>
}
