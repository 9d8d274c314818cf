// SPDX-License-Identifier: Apache-2.0

import Dataset
package import Records

/// What is not to be reported about a file: rows by what they say, texts, or a rule altogether.
/// Whoever adds an entry gives it a number and learns afterwards which numbers were met.
package struct Exemptions: Sendable {
  private struct Entry: Sendable {
    let id: Int
    /// The beginning of the rule's code.
    let code: String
  }

  private var rows: [RowKey: [Entry]] = [:]
  private var texts: [UInt64: [Entry]] = [:]
  private var files: [(entry: Entry, field: String?)] = []

  package init() {}

  package var isEmpty: Bool { rows.isEmpty && texts.isEmpty && files.isEmpty }

  /// Excuses rows that say the same as the one of the key.
  package mutating func add(_ id: Int, code: String, row: RowKey) {
    rows[row, default: []].append(Entry(id: id, code: code))
  }

  /// Excuses rows whose prompt or completion is the text.
  package mutating func add(_ id: Int, code: String, text: String) {
    texts[ByteHash.hash(Array(text.utf8)), default: []].append(Entry(id: id, code: code))
  }

  /// Excuses findings about the file; of one column when `field` is given.
  package mutating func add(_ id: Int, code: String, field: String? = nil) {
    files.append((Entry(id: id, code: code), field))
  }

  /// The entries that excuse a record from a rule.
  func ids(code: String, _ record: Record, key: RowKey) -> [Int] {
    var found = rows[key] ?? []
    if !texts.isEmpty {
      found += texts[ByteHash.hash(record.prompt)] ?? []
      found += texts[ByteHash.hash(record.completion)] ?? []
    }
    return found.filter { code.hasPrefix($0.code) }.map(\.id)
  }

  /// The entries that excuse a finding about the file.
  func ids(code: String, field: String?) -> [Int] {
    files.filter { code.hasPrefix($0.entry.code) && ($0.field == nil || $0.field == field) }
      .map(\.entry.id)
  }
}
