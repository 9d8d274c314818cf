// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import Records
import Tables

/// Finds out in which columns, besides prompt and completion, the rows hold text, and where a column
/// says that a completion is a bad one.
package struct LeftOutColumns: StoredAnalyzer {
  package struct Column: Sendable, Codable {
    package let name: String
    /// Rows with something in the column.
    package fileprivate(set) var filled = 0
    /// Rows in which it is text of several words.
    package fileprivate(set) var wordy = 0
    /// Rows that say yes or no, and those of them that say no.
    package fileprivate(set) var flags = 0
    package fileprivate(set) var refusals = 0

    fileprivate mutating func merge(_ next: Column) {
      filled += next.filled
      wordy += next.wordy
      flags += next.flags
      refusals += next.refusals
    }
  }

  /// The columns in their order; none in a file of chats, or after fixes.
  package typealias Fact = [Column]

  private var columns: [Column] = []

  package init() {}

  package func starting(on stream: RecordStream, _ settings: Settings) -> LeftOutColumns? {
    stream.plan.isEmpty ? self : nil
  }

  package mutating func add(_ batch: HashedBatch) {
    let records = batch.records
    guard records.columns.messages == nil else { return }
    let used = records.columns.own + records.columns.others
    for index in records.rows.columns.indices where !used.contains(index) {
      merge(Self.column(index, of: records.rows))
    }
  }

  package mutating func merge(_ next: LeftOutColumns) {
    for column in next.columns { merge(column) }
  }

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> [Column] {
    profile.task == .chat ? [] : columns
  }

  private mutating func merge(_ column: Column) {
    if let index = columns.firstIndex(where: { $0.name == column.name }) {
      columns[index].merge(column)
    } else {
      columns.append(column)
    }
  }

  private static func column(_ index: Int, of rows: RowBatch) -> Column {
    var column = Column(name: rows.columns[index])
    for number in 0..<rows.count {
      let row = rows[number]
      let kind = row.kind(index)
      guard kind == .text || kind == .boolean else { continue }
      row.withUTF8(index) { cell in
        guard !cell.isBlank else { return }
        column.filled += 1
        if isWordy(cell) { column.wordy += 1 }
        let word = cell.count <= 5 ? String(decoding: cell, as: UTF8.self).lowercased() : ""
        if word == "true" || word == "false" { column.flags += 1 }
        if word == "false" { column.refusals += 1 }
      }
    }
    return column
  }

  /// Whether a cell is more than a name, a date or an address: several words, or a line in a script
  /// that does not part them.
  private static func isWordy(_ cell: Bytes) -> Bool {
    let inner = cell.trimmed { $0.isWhitespace }
    if inner.count(where: { $0.isWhitespace }) >= 3 { return true }
    return inner.count >= 60 && !inner.allSatisfy { $0 < 0x80 }
  }
}
