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
    /// Which whitespace stands behind the label.
    fileprivate var tails: UInt32
  }

  /// A file with more different completions than this is not a classification.
  package let limit: Int
  private var table: [UInt64: Entry] = [:]
  private var tails = LabelTails()
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

  /// The whitespace that rows have behind a label, the most frequent of the file first.
  package func tails(of entry: Entry) -> [[UInt8]] { tails.tails(of: entry.tails) }

  package mutating func add(_ completion: Bytes, row: Int, line: Int) {
    guard !hasOverflowed else { return }
    let trimmed = completion.trimmed { $0.isWhitespace }
    let label = Bytes(rebasing: trimmed)
    let key = ByteHash.hash(label)
    let tail = tails.add(Bytes(rebasing: completion[trimmed.endIndex...]))
    if let index = table.index(forKey: key) {
      table.values[index].count += 1
      table.values[index].tails |= tail
      return
    }
    table[key] = Entry(
      label: String(decoding: label, as: UTF8.self),
      completion: String(decoding: completion, as: UTF8.self), count: 1, firstRow: row,
      firstLine: line, tails: tail)
    checkLimit()
  }

  package mutating func merge(_ next: LabelTable) {
    hasOverflowed = hasOverflowed || next.hasOverflowed
    let bits = tails.merge(next.tails)
    for (key, entry) in next.table {
      var entry = entry
      entry.tails = bits.indices.reduce(0) { mask, index in
        entry.tails >> UInt32(index) & 1 == 1 ? mask | bits[index] : mask
      }
      table[key] = table[key].map { $0.joined(entry) } ?? entry
    }
    checkLimit()
  }

  private mutating func checkLimit() {
    if table.count > limit { hasOverflowed = true }
    if hasOverflowed { table = [:] }
  }
}

extension LabelTable.Entry {
  /// The entry with the rows of the same label that follow.
  fileprivate func joined(_ next: LabelTable.Entry) -> LabelTable.Entry {
    var joined = self
    joined.count += next.count
    joined.tails |= next.tails
    return joined
  }
}
