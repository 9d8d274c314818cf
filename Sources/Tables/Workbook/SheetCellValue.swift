// SPDX-License-Identifier: Apache-2.0

/// A cell of a sheet that is not empty.
struct SheetCellValue {
  var column: Int
  var text: [UInt8]
  var kind: CellKind
}
