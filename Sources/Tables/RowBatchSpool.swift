// SPDX-License-Identifier: Apache-2.0

import Glibc

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

  private let file: String
  private let descriptor: Int32

  /// Nil when there is no place for temporary files.
  package init?(file: String) {
    guard let descriptor = TemporaryFile.open() else { return nil }
    self.file = file
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
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
    return write(batch.lines, at: &offset) && write(batch.starts, at: &offset)
      && write(batch.ends, at: &offset) && write(batch.cellColumns, at: &offset)
      && write(batch.kinds, at: &offset) && write(batch.utf8, at: &offset)
  }

  /// Reads a batch; nil when the disk fails.
  package func batch(_ entry: Entry) -> RowBatch? {
    var offset = entry.offset
    guard let lines: [Int] = read(entry.rows, at: &offset),
      let starts: [Int] = read(entry.rows + 1, at: &offset),
      let ends: [Int] = read(entry.cells + 1, at: &offset),
      let cellColumns: [Int32] = read(entry.isSparse ? entry.cells : 0, at: &offset),
      let kinds: [CellKind] = read(entry.cells, at: &offset),
      let utf8: [UInt8] = read(entry.bytes, at: &offset)
    else { return nil }
    return RowBatch(
      file: file, columns: entry.columns, firstRow: entry.firstRow, lines: lines, utf8: utf8,
      ends: ends, kinds: kinds, starts: starts, cellColumns: cellColumns, padding: entry.padding)
  }

  private func write<Element: BitwiseCopyable>(_ elements: [Element], at offset: inout Int) -> Bool
  {
    elements.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, offset + done)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      offset += done
      return true
    }
  }

  private func read<Element: BitwiseCopyable>(_ count: Int, at offset: inout Int) -> [Element]? {
    let size = count * MemoryLayout<Element>.stride
    var done = 0
    let elements = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      while done < size {
        let found = pread(descriptor, raw.baseAddress! + done, size - done, offset + done)
        if found < 0 && errno == EINTR { continue }
        guard found > 0 else { break }
        done += found
      }
      initialized = done / MemoryLayout<Element>.stride
    }
    offset += size
    return done == size ? elements : nil
  }
}

extension RowBatchSpool.Entry {
  fileprivate var size: Int {
    let word = MemoryLayout<Int>.stride
    return (2 * rows + cells + 2) * word + (isSparse ? 4 : 0) * cells + cells + bytes
  }
}
