// SPDX-License-Identifier: Apache-2.0

import Dataset
import Tables

/// Columns besides prompt and completion, and in how many rows they stand in the place of these: rows
/// such as `{"question": ..., "answer": ...}` among others, which would be dropped as empty ones.
package struct StrayColumns: Mergeable, Codable {
  private struct Column: Codable {
    let name: String
    /// Rows with text in the column.
    var filled = 0
    /// Those of them that have no completion.
    var answerless = 0
    /// Others that have no prompt.
    var promptless = 0
  }

  private var columns: [Column] = []
  private var rows = 0
  private var promptless = 0

  package init() {}

  package mutating func add(_ batch: RecordBatch) {
    guard batch.columns.messages == nil else { return }
    let used = batch.columns.own
    let others = batch.rows.columns.indices.filter { !used.contains($0) }
    rows += batch.count
    guard !others.isEmpty else { return }
    let answerless = (0..<batch.count).map(batch.lacksCompletion)
    let promptless = (0..<batch.count).map { !answerless[$0] && batch.lacksPrompt($0) }
    self.promptless += promptless.count { $0 }
    for index in others {
      var column = Column(name: batch.rows.columns[index])
      for row in 0..<batch.count where Self.isText(batch.rows[row], index) {
        column.filled += 1
        if answerless[row] { column.answerless += 1 }
        if promptless[row] { column.promptless += 1 }
      }
      merge(column)
    }
  }

  package mutating func merge(_ next: StrayColumns) {
    rows += next.rows
    promptless += next.promptless
    for column in next.columns { merge(column) }
  }

  private mutating func merge(_ column: Column) {
    guard let index = columns.firstIndex(where: { $0.name == column.name }) else {
      return columns.append(column)
    }
    columns[index].filled += column.filled
    columns[index].answerless += column.answerless
    columns[index].promptless += column.promptless
  }

  /// The names of those that hold text mostly where there is no completion, or no prompt though most
  /// rows have one.
  package var names: [String] {
    let hasPrompts = promptless * 2 < rows
    return columns.filter {
      ($0.answerless + (hasPrompts ? $0.promptless : 0)) * 2 > $0.filled
    }.map(\.name)
  }

  /// Whether a cell holds a letter.
  private static func isText(_ row: Row, _ column: Int) -> Bool {
    guard row.kind(column) == .text else { return false }
    return row.withUTF8(column) { cell in
      cell.contains { $0.isWordPart && !(0x30...0x39 ~= $0) }
    }
  }
}
