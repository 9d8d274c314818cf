// SPDX-License-Identifier: Apache-2.0

/// How often each completion occurs, as long as there are few enough to be labels. The whitespace
/// around a completion is not part of the label.
package struct LabelTable: Mergeable {
  package struct Entry: Sendable, Equatable {
    package let label: String
    /// The completion as the first row with this label spells it.
    package let completion: String
    package fileprivate(set) var count: Int
    /// The number and the line of the first row with this label.
    package let firstRow: Int
    package let firstLine: Int
  }

  /// A file with more different completions than this is not a classification.
  package let limit: Int
  private var table: [UInt64: Entry] = [:]
  /// There were more labels than the limit; the entries are gone.
  package private(set) var hasOverflowed = false

  package init(_ rules: FactRules = FactRules.standard) {
    limit = rules.task.mostClasses
  }

  /// Different labels.
  package var count: Int { table.count }
  /// In no order.
  package var entries: some Collection<Entry> { table.values }

  /// The labels by descending count, then by text.
  package var sorted: [Entry] {
    table.values.sorted { $0.count != $1.count ? $0.count > $1.count : $0.label < $1.label }
  }

  package mutating func add(_ completion: Bytes, row: Int, line: Int) {
    guard !hasOverflowed else { return }
    let label = Bytes(rebasing: completion.trimmed { $0.isWhitespace })
    let key = ByteHash.hash(label)
    if let index = table.index(forKey: key) {
      table.values[index].count += 1
      return
    }
    table[key] = Entry(
      label: String(decoding: label, as: UTF8.self),
      completion: String(decoding: completion, as: UTF8.self), count: 1, firstRow: row,
      firstLine: line)
    checkLimit()
  }

  package mutating func merge(_ next: LabelTable) {
    hasOverflowed = hasOverflowed || next.hasOverflowed
    table.merge(next.table) { mine, theirs in
      Entry(
        label: mine.label, completion: mine.completion, count: mine.count + theirs.count,
        firstRow: mine.firstRow, firstLine: mine.firstLine)
    }
    checkLimit()
  }

  private mutating func checkLimit() {
    if table.count > limit { hasOverflowed = true }
    if hasOverflowed { table = [:] }
  }
}
