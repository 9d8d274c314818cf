// SPDX-License-Identifier: Apache-2.0

extension RowBatch {
  /// Collects cells row by row and gives them out as a batch.
  package struct Builder {
    package let file: String
    package let columns: [String]
    package let firstRow: Int
    private var lines: [Int] = []
    private var utf8: [UInt8] = []
    private var ends: [Int] = []
    private var kinds: [CellKind] = []

    package init(file: String, columns: [String], firstRow: Int) {
      self.file = file
      self.columns = columns
      self.firstRow = firstRow
    }

    /// Whole rows so far.
    package var count: Int { lines.count }
    /// Bytes of text so far.
    package var byteCount: Int { utf8.count }

    /// Adds the next cell of the row under way.
    package mutating func append(_ text: UnsafeBufferPointer<UInt8>, kind: CellKind = .text) {
      utf8.append(contentsOf: text)
      ends.append(utf8.count)
      kinds.append(kind)
    }

    /// Adds the next cell of the row under way.
    package mutating func append(_ text: String, kind: CellKind = .text) {
      utf8.append(contentsOf: text.utf8)
      ends.append(utf8.count)
      kinds.append(kind)
    }

    /// Ends the row that started on `line`; cells that were not given are missing.
    package mutating func endRow(line: Int) {
      lines.append(line)
      while ends.count < lines.count * columns.count { append("", kind: .missing) }
      precondition(ends.count == lines.count * columns.count, "a row has more cells than columns")
    }

    package consuming func finish() -> RowBatch {
      RowBatch(
        file: file, columns: columns, firstRow: firstRow, lines: lines, utf8: utf8, ends: ends,
        kinds: kinds)
    }
  }
}
