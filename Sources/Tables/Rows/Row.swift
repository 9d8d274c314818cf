// SPDX-License-Identifier: Apache-2.0

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
    if let cell = cell(column) { return batch.kinds[cell] }
    return column < batch.columns.count ? batch.padding : .missing
  }

  /// The cell's text; "" where it is missing or null.
  package func text(_ column: Int) -> String {
    withUTF8(column) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the cell's UTF-8, without a copy.
  package func withUTF8<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    guard let cell = cell(column) else {
      return try body(UnsafeBufferPointer(start: nil, count: 0))
    }
    let span = batch.ends[cell]..<batch.ends[cell + 1]
    return try batch.utf8.withUnsafeBufferPointer { try body(.init(rebasing: $0[span])) }
  }

  private func cell(_ column: Int) -> Int? { batch.cell(column, of: index) }
}

/// What a cell was in its file, before it became text.
@usableFromInline package enum CellKind: UInt8, Sendable, BitwiseCopyable {
  /// Text, including the empty text.
  case text
  /// The row has no such key or cell.
  case missing
  /// JSON `null`, or a workbook's empty cell.
  case null
  case number
  case boolean
  /// A JSON array or object; the cell's text is its JSON as it stands in the file.
  case nested
  /// A workbook's error value such as `#DIV/0!`.
  case error

  /// Whether there is no value.
  package var isNothing: Bool { self == .missing || self == .null }

  /// Written out so that other rooms can inline it: checks ask it for each cell of each row. Both are
  /// numbers of one byte.
  @inlinable package static func == (left: CellKind, right: CellKind) -> Bool {
    unsafeBitCast(left, to: UInt8.self) == unsafeBitCast(right, to: UInt8.self)
  }
}
