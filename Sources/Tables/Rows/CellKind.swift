// SPDX-License-Identifier: Apache-2.0

/// What a cell was in its file, before it became text.
package enum CellKind: UInt8, Sendable, BitwiseCopyable {
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
}
