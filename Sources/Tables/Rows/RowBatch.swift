// SPDX-License-Identifier: Apache-2.0

/// Some consecutive rows of a file: all cells' UTF-8 back to back in one buffer, so that reading a
/// million rows allocates per batch and not per cell. Immutable once built by `RowBatch.Builder`.
package final class RowBatch: Sendable {
  /// The path as the user gave it.
  package let file: String
  /// Names of the columns known when the batch was read. Later batches of a JSON file may know
  /// more; the index of a column never changes.
  package let columns: [String]
  /// The number of the first row in the file, counted from 0.
  package let firstRow: Int
  /// For each row the line on which it starts, counted from 1.
  let lines: [Int]
  /// All cells' text; cell `i` spans `ends[i]..<ends[i + 1]`; `ends[0]` is 0.
  let utf8: [UInt8]
  let ends: [Int]
  let kinds: [CellKind]
  /// Row `r` holds the cells `starts[r]..<starts[r + 1]`, one for each column from the first on, or
  /// those of `cellColumns`.
  let starts: [Int]
  /// The columns of all cells, in files of many columns where most rows leave most of them out;
  /// empty where no row does.
  let cellColumns: [Int32]
  /// What the columns are that a row has no cell for.
  let padding: CellKind

  init(
    file: String, columns: [String], firstRow: Int, lines: [Int], utf8: [UInt8], ends: [Int],
    kinds: [CellKind], starts: [Int], cellColumns: [Int32], padding: CellKind
  ) {
    self.file = file
    self.columns = columns
    self.firstRow = firstRow
    self.lines = lines
    self.utf8 = utf8
    self.ends = ends
    self.kinds = kinds
    self.starts = starts
    self.cellColumns = cellColumns
    self.padding = padding
  }

  package var count: Int { lines.count }
  /// Bytes of text.
  package var byteCount: Int { utf8.count }

  /// Keeps the text of all cells at its place while `body` runs.
  package func withStableText<Result>(_ body: () throws -> Result) rethrows -> Result {
    try utf8.withUnsafeBufferPointer { _ in try body() }
  }

  package subscript(index: Int) -> Row { Row(batch: self, index: index) }
}
