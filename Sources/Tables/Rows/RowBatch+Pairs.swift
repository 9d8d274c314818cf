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
    utf8.withUnsafeBufferPointer { utf8 in
      ends.withUnsafeBufferPointer { ends in
        kinds.withUnsafeBufferPointer { kinds in
          func borrowed(_ column: Int, of row: Int) -> BorrowedCell {
            guard let cell = cell(column, of: row) else {
              let kind = column < columns.count ? padding : .missing
              return BorrowedCell(text: UnsafeBufferPointer(start: nil, count: 0), kind: kind)
            }
            let span = ends[cell]..<ends[cell + 1]
            return BorrowedCell(
              text: UnsafeBufferPointer(rebasing: utf8[span]), kind: kinds[cell])
          }
          for row in lines.indices {
            body(row, lines[row], borrowed(first, of: row), borrowed(second, of: row))
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
