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
  /// All cells' text; cell `i` spans `ends[i - 1]..<ends[i]` (0 before the first).
  let utf8: [UInt8]
  let ends: [Int]
  let kinds: [CellKind]

  init(
    file: String, columns: [String], firstRow: Int, lines: [Int], utf8: [UInt8], ends: [Int],
    kinds: [CellKind]
  ) {
    self.file = file
    self.columns = columns
    self.firstRow = firstRow
    self.lines = lines
    self.utf8 = utf8
    self.ends = ends
    self.kinds = kinds
  }

  package var count: Int { lines.count }

  package subscript(index: Int) -> Row { Row(batch: self, index: index) }
}

/// One row of a file. It knows its file, its number and its line.
package struct Row: Sendable {
  package let batch: RowBatch
  /// The place within the batch.
  package let index: Int

  package var file: String { batch.file }
  /// The row's number in the file, counted from 0; a header is not a row.
  package var number: Int { batch.firstRow + index }
  /// The line on which the row starts, counted from 1; in a workbook the number the program shows.
  package var line: Int { batch.lines[index] }

  /// What the cell was; `missing` for a column this batch does not know.
  package func kind(_ column: Int) -> CellKind {
    column < batch.columns.count ? batch.kinds[index * batch.columns.count + column] : .missing
  }

  /// The cell's text; "" where it is missing or null.
  package func text(_ column: Int) -> String {
    withUTF8(column) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the cell's UTF-8, without a copy.
  package func withUTF8<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    guard column < batch.columns.count else {
      return try body(UnsafeBufferPointer(start: nil, count: 0))
    }
    let cell = index * batch.columns.count + column
    let start = cell == 0 ? 0 : batch.ends[cell - 1]
    let end = batch.ends[cell]
    return try batch.utf8.withUnsafeBufferPointer { try body(.init(rebasing: $0[start..<end])) }
  }
}
