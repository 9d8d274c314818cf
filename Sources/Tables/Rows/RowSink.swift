// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Where a reader puts its rows: knows the columns, numbers the rows, cuts the batches.
struct RowSink {
  let file: String
  let limits: TableLimits
  var notes = ReadingNotes()
  private(set) var columns: [String]
  private(set) var builder: RowBatch.Builder
  /// Rows in the batches given out.
  private var delivered = 0
  private let padding: CellKind

  init(file: String, columns: [String] = [], limits: TableLimits, padding: CellKind = .missing) {
    self.file = file
    self.columns = columns
    self.limits = limits
    self.padding = padding
    builder = RowBatch.Builder(file: file, columns: columns, firstRow: 0, padding: padding)
  }

  init(_ input: InputBuffer, columns: [String] = [], limits: TableLimits) {
    self.init(file: input.file, columns: columns, limits: limits)
    if input.hadByteOrderMark { notes.add(.byteOrderMark, at: Location(file: file, line: 1)) }
  }

  /// The number of the row under way, counted from 0.
  var row: Int { delivered + builder.count }

  /// Whether the rows collected make a batch.
  var isFull: Bool {
    builder.byteCount >= limits.batchBytes || builder.cellCount >= limits.batchCells
      || builder.count >= limits.batchCells
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>, kind: CellKind = .text) {
    builder.append(text, kind: kind)
  }

  mutating func append(_ text: String, kind: CellKind) {
    builder.append(text, kind: kind)
  }

  /// Leaves the columns before `column` out of the row under way.
  mutating func skip(to column: Int) {
    builder.skip(to: column)
  }

  mutating func endRow(line: Int) {
    builder.endRow(line: line)
  }

  mutating func discardRow() {
    builder.discardRow()
  }

  /// - Throws: `AssayError` when there are too many.
  mutating func addColumn(_ name: String, line: Int) throws(AssayError) {
    guard columns.count < limits.columns else {
      throw .tooManyKeys(file: file, line: line, limit: limits.columns)
    }
    columns.append(name)
    builder.addColumn(name)
  }

  /// The rows collected; nil when there are none.
  mutating func deliver() -> RowBatch? {
    guard builder.count > 0 else { return nil }
    let bytes = builder.byteCount
    let cells = builder.cellCount
    delivered += builder.count
    var next = RowBatch.Builder(
      file: file, columns: columns, firstRow: delivered, padding: padding)
    next.reserve(bytes: min(bytes, 2 * limits.batchBytes), cells: min(cells, limits.batchCells))
    swap(&builder, &next)
    return next.finish()
  }
}
