// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
package import Records

/// Rows whose prompt is also in another file. A row is in one of the sets.
package struct Leaks: Sendable {
  package private(set) var exact = RowSet()
  package private(set) var normalized = RowSet()
  package private(set) var near = RowSet()
  /// The files that have some of them.
  package private(set) var files: [String] = []

  package init() {}

  package init(
    of stream: RecordStream, _ prompt: CommonEdges, _ completion: CommonEdges,
    in indexes: [LeakIndex], rules: FactRules
  ) throws(AssayError) {
    guard !indexes.isEmpty else { return }
    let question = Question(prompt, completion, rules: rules)
    let side = NearDuplicateSearch.Side(stream: stream, compared: question.compared)
    for index in indexes {
      let before = exact.count + normalized.count
      try addEqual(stream, question, index)
      if exact.count + normalized.count > before { files.append(index.path) }
    }
    var skipped = exact
    skipped.formUnion(normalized)
    let table = try side.table(skipping: skipped)
    for index in indexes {
      let pairs = try NearPairs.across(index.table, table)
      let rows = try NearDuplicateSearch.confirmed(pairs, index.side, side)
      near.formUnion(rows)
      if !rows.isEmpty, !files.contains(index.path) { files.append(index.path) }
    }
  }

  private mutating func addEqual(
    _ stream: RecordStream, _ question: Question, _ index: LeakIndex
  ) throws(AssayError) {
    let found = try stream.fold(Found()) { batch, found in
      batch.visit { record in
        guard let key = question.keys(of: record) else { return }
        if index.keys.exact.contains(key.exact) {
          found.exact.append(record.number)
        } else if index.keys.normalized.contains(key.normalized) {
          found.normalized.append(record.number)
        }
      }
    }
    for row in found.exact { exact.insert(row) }
    for row in found.normalized where !exact.contains(row) { normalized.insert(row) }
  }

  private struct Found: Mergeable {
    var exact: [Int] = []
    var normalized: [Int] = []

    mutating func merge(_ next: Found) {
      exact += next.exact
      normalized += next.normalized
    }
  }
}
