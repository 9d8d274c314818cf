// SPDX-License-Identifier: Apache-2.0

import Records

/// How often each completion occurs, as long as there are few enough to be labels. The whitespace
/// around a completion is not part of the label.
struct LabelTable: Mergeable {
  /// A file with more different completions than this is not a classification.
  static let limit = 1 << 16

  struct Entry: Sendable {
    let label: String
    var count: Int
    /// The number and the line of the first row with this label.
    let firstRow: Int
    let firstLine: Int
  }

  private(set) var entries: [UInt64: Entry] = [:]
  /// There were more labels than the limit; the entries are gone.
  private(set) var hasOverflowed = false

  mutating func add(_ record: Record) {
    guard !hasOverflowed else { return }
    let label = Bytes(rebasing: record.completion.trimmed { $0.isWhitespace })
    let key = ByteHash.hash(label)
    if let index = entries.index(forKey: key) {
      entries.values[index].count += 1
      return
    }
    entries[key] = Entry(
      label: String(decoding: label, as: UTF8.self), count: 1, firstRow: record.number,
      firstLine: record.line)
    checkLimit()
  }

  mutating func merge(_ next: LabelTable) {
    hasOverflowed = hasOverflowed || next.hasOverflowed
    entries.merge(next.entries) { mine, theirs in
      Entry(
        label: mine.label, count: mine.count + theirs.count, firstRow: mine.firstRow,
        firstLine: mine.firstLine)
    }
    checkLimit()
  }

  private mutating func checkLimit() {
    if entries.count > Self.limit { hasOverflowed = true }
    if hasOverflowed { entries = [:] }
  }
}
