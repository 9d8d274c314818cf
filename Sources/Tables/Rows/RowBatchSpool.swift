// SPDX-License-Identifier: Apache-2.0

import Platform

/// Batches in a temporary file without a name, as they lie in memory: reading one costs a copy and
/// no parsing.
package final class RowBatchSpool: Sendable {
  /// Where a batch lies, and what of it stays in memory.
  package struct Entry: Sendable {
    let offset: Int
    let columns: [String]
    let firstRow: Int
    let rows: Int
    let cells: Int
    let bytes: Int
    let isSparse: Bool
    let padding: CellKind
  }

  private let path: String
  private let file: TemporaryFile

  /// Nil when there is no place for temporary files.
  package init?(file path: String) {
    guard let file = TemporaryFile() else { return nil }
    self.path = path
    self.file = file
  }

  /// Writes a batch behind the one of `last`; nil when the disk is full.
  package func append(_ batch: RowBatch, after last: Entry?) -> Entry? {
    let entry = place(for: batch, after: last)
    return write(batch, at: entry) ? entry : nil
  }

  /// Where a batch goes behind the one of `last`.
  package func place(for batch: RowBatch, after last: Entry?) -> Entry {
    Entry(
      offset: last.map { $0.offset + $0.size } ?? 0, columns: batch.columns,
      firstRow: batch.firstRow, rows: batch.count, cells: batch.kinds.count,
      bytes: batch.utf8.count, isSparse: !batch.cellColumns.isEmpty, padding: batch.padding)
  }

  /// Writes a batch to its place, on any thread; false when the disk is full.
  package func write(_ batch: RowBatch, at entry: Entry) -> Bool {
    var offset = entry.offset
    return file.write(batch.lines, at: &offset) && file.write(batch.starts, at: &offset)
      && file.write(batch.ends, at: &offset) && file.write(batch.cellColumns, at: &offset)
      && file.write(batch.kinds, at: &offset) && file.write(batch.utf8, at: &offset)
  }

  /// Reads a batch; nil when the disk fails.
  package func batch(_ entry: Entry) -> RowBatch? {
    var offset = entry.offset
    guard let lines: [Int] = file.read(entry.rows, at: &offset),
      let starts: [Int] = file.read(entry.rows + 1, at: &offset),
      let ends: [Int] = file.read(entry.cells + 1, at: &offset),
      let cellColumns: [Int32] = file.read(entry.isSparse ? entry.cells : 0, at: &offset),
      let kinds: [CellKind] = file.read(entry.cells, at: &offset),
      let utf8: [UInt8] = file.read(entry.bytes, at: &offset)
    else { return nil }
    return RowBatch(
      file: path, columns: entry.columns, firstRow: entry.firstRow, lines: lines, utf8: utf8,
      ends: ends, kinds: kinds, starts: starts, cellColumns: cellColumns, padding: entry.padding)
  }
}

extension RowBatchSpool.Entry {
  fileprivate var size: Int {
    let word = MemoryLayout<Int>.stride
    return (2 * rows + cells + 2) * word + (isSparse ? 4 : 0) * cells + cells + bytes
  }
}
