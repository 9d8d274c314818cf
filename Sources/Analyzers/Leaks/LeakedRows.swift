// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import BitCollections
import Dataset
package import Records

/// Finds rows whose prompt is also in another file, which is to be kept apart.
package struct LeakedRows: Analyzer {
  package typealias Fact = Leaks

  /// The other files.
  package private(set) var indexes: [LeakIndex]

  /// - Parameter indexes: the other files. A rule knows none; the settings of a run do.
  package init(in indexes: [LeakIndex] = []) {
    self.indexes = indexes
  }

  package mutating func include(_ other: LeakedRows) { indexes += other.indexes }

  package func starting(on stream: RecordStream, _ settings: Settings) -> LeakedRows? {
    indexes.isEmpty ? nil : self
  }

  package mutating func merge(_ next: LeakedRows) {}

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Leaks {
    try Leaks(of: stream, in: indexes, profile: profile)
  }
}

extension Settings {
  /// Files whose prompts must not be in the data.
  package var against: [LeakIndex] {
    get { analyzers.lazy.compactMap { $0 as? LeakedRows }.first?.indexes ?? [] }
    set {
      analyzers.removeAll { $0 is LeakedRows }
      if !newValue.isEmpty { analyzers.append(LeakedRows(in: newValue)) }
    }
  }
}

/// Rows whose prompt is also in another file. A row is in one of the sets.
package struct Leaks: Sendable {
  package private(set) var exact = BitSet()
  package private(set) var normalized = BitSet()
  package private(set) var near = BitSet()
  /// What the search for nearly equal prompts did not look at.
  package private(set) var rest = NearDuplicateSearch.Rest()
  /// The files that have some of them.
  package private(set) var files: [String] = []
  /// The labels of the files, as far as those are classifications.
  package let labels: [FileLabels]

  fileprivate init(
    of stream: RecordStream, in indexes: [LeakIndex], profile: Profile
  ) throws(AssayError) {
    labels = indexes.compactMap(\.labels)
    let (rules, threads) = (profile.rules, profile.settings.threads)
    let question = Question(profile.prompt.edges, profile.completion.edges, rules: rules)
    let side = NearDuplicateSearch.Side(
      stream: stream, compared: question.compared, rules: rules.likeness)
    for index in indexes {
      let before = exact.count + normalized.count
      try addEqual(stream, question, index: index)
      if exact.count + normalized.count > before { files.append(index.path) }
    }
    var skipped = exact
    skipped.formUnion(normalized)
    let table = try side.table(skipping: skipped)
    rest.rows = table.left
    for index in indexes {
      let pairs = try NearPairs.across(index.table, table, threads: threads)
      let (rows, left) = try NearDuplicateSearch.confirmed(pairs, index.side, seconds: side)
      near.formUnion(rows)
      rest += left
      rest.rows += index.table.left
      if !rows.isEmpty, !files.contains(index.path) { files.append(index.path) }
    }
  }

  private mutating func addEqual(
    _ stream: RecordStream, _ question: Question, index: LeakIndex
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
