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

extension RowBatch {
  /// Collects cells row by row and gives them out as a batch.
  package struct Builder {
    package let file: String
    package private(set) var columns: [String]
    package let firstRow: Int
    private let padding: CellKind
    private var lines: [Int] = []
    private var utf8: [UInt8] = []
    private var ends: [Int] = [0]
    private var kinds: [CellKind] = []
    private var starts: [Int] = [0]
    /// See `RowBatch.cellColumns`.
    private var cellColumns: [Int32] = []
    private var isSparse = false
    /// The column of the next cell.
    private var column = 0
    /// Gaps up to this many columns are filled with cells.
    private static let filledGap = 64

    /// - Parameter padding: What the columns are that a row gives no cell for.
    package init(file: String, columns: [String], firstRow: Int, padding: CellKind = .missing) {
      self.file = file
      self.columns = columns
      self.firstRow = firstRow
      self.padding = padding
    }

    /// Whole rows so far.
    package var count: Int { lines.count }
    /// Bytes of text so far.
    package var byteCount: Int { utf8.count }
    /// Cells so far.
    package var cellCount: Int { kinds.count }

    /// Makes room at once for what one batch usually holds.
    package mutating func reserve(bytes: Int, cells: Int) {
      utf8.reserveCapacity(bytes)
      ends.reserveCapacity(cells + 1)
      kinds.reserveCapacity(cells)
    }

    /// Adds a column behind the others; earlier rows do not have it.
    package mutating func addColumn(_ name: String) {
      columns.append(name)
    }

    /// Adds the next cell of the row under way.
    package mutating func append(_ text: UnsafeBufferPointer<UInt8>, kind: CellKind = .text) {
      utf8.append(contentsOf: text)
      endCell(kind)
    }

    /// Adds the next cell of the row under way.
    package mutating func append(_ text: String, kind: CellKind = .text) {
      utf8.append(contentsOf: text.utf8)
      endCell(kind)
    }

    private mutating func endCell(_ kind: CellKind) {
      ends.append(utf8.count)
      kinds.append(kind)
      if isSparse { cellColumns.append(Int32(column)) }
      column += 1
    }

    /// Leaves the columns before `next` out of the row under way; they are padding.
    package mutating func skip(to next: Int) {
      guard next > column else { return }
      if !isSparse, next - column > Self.filledGap { becomeSparse() }
      if !isSparse { while column < next { append("", kind: padding) } }
      column = next
    }

    private mutating func becomeSparse() {
      isSparse = true
      cellColumns = kinds.indices.map { _ in 0 }
      for (start, end) in zip(starts, starts.dropFirst() + [kinds.count]) {
        for cell in start..<end { cellColumns[cell] = Int32(cell - start) }
      }
    }

    /// Takes back the cells of the row under way.
    mutating func discardRow() {
      let start = starts[lines.count]
      utf8.removeLast(utf8.count - ends[start])
      ends.removeLast(ends.count - 1 - start)
      kinds.removeLast(kinds.count - start)
      if isSparse { cellColumns.removeLast(cellColumns.count - start) }
      column = 0
    }

    /// Ends the row that started on `line`; cells that were not given are padding.
    package mutating func endRow(line: Int) {
      precondition(column <= columns.count, "a row has more cells than columns")
      column = 0
      lines.append(line)
      starts.append(kinds.count)
    }

    package consuming func finish() -> RowBatch {
      RowBatch(
        file: file, columns: columns, firstRow: firstRow, lines: lines, utf8: utf8, ends: ends,
        kinds: kinds, starts: starts, cellColumns: cellColumns, padding: padding)
    }
  }
}
