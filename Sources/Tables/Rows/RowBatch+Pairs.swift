// SPDX-License-Identifier: Apache-2.0

extension RowBatch {
  /// A cell whose text is borrowed from the batch and must not be kept.
  package struct BorrowedCell {
    package let text: UnsafeBufferPointer<UInt8>
    package let kind: CellKind
  }

  /// Calls `body` with the cells of two columns of each row in turn: for passes over millions of
  /// rows, where going through `Row` for every cell would cost more than what is done with it.
  package func visitPairs(
    _ first: Int, _ second: Int,
    body: (_ row: Int, _ line: Int, _ first: BorrowedCell, _ second: BorrowedCell) -> Void
  ) {
    let kindOfMissing = (
      first: first < columns.count ? padding : .missing,
      second: second < columns.count ? padding : .missing
    )
    utf8.withUnsafeBufferPointer { utf8 in
      ends.withUnsafeBufferPointer { ends in
        kinds.withUnsafeBufferPointer { kinds in
          @inline(__always)
          func borrowed(_ column: Int, of row: Int, or missing: CellKind) -> BorrowedCell {
            guard let cell = cell(column, of: row) else {
              return BorrowedCell(text: UnsafeBufferPointer(start: nil, count: 0), kind: missing)
            }
            let start = ends[cell]
            let text = UnsafeBufferPointer(
              start: utf8.baseAddress.map { $0 + start }, count: ends[cell + 1] - start)
            return BorrowedCell(text: text, kind: kinds[cell])
          }
          for (row, line) in lines.enumerated() {
            body(
              row, line, borrowed(first, of: row, or: kindOfMissing.first),
              borrowed(second, of: row, or: kindOfMissing.second))
          }
        }
      }
    }
  }

  /// The place of a row's cell; nil when the row has none in the column.
  func cell(_ column: Int, of row: Int) -> Int? {
    guard cellColumns.isEmpty else { return sparseCell(column, of: row) }
    let cell = starts[row] + column
    return cell < starts[row + 1] ? cell : nil
  }

  private func sparseCell(_ column: Int, of row: Int) -> Int? {
    var low = starts[row]
    let end = starts[row + 1]
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if cellColumns[middle] < column { low = middle + 1 } else { high = middle }
    }
    return low < end && cellColumns[low] == column ? low : nil
  }
}
