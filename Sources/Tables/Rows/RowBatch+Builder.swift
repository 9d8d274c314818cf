// SPDX-License-Identifier: Apache-2.0

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
