// SPDX-License-Identifier: Apache-2.0

/// How much is read at a time and how much is too much. Hostile files end at these limits with an
/// error instead of filling the memory. Tests make them small.
package struct TableLimits: Sendable {
  /// Bytes asked of a file at a time.
  package var chunkBytes = 1 << 18
  /// A batch is given out when its text reaches this many bytes.
  package var batchBytes = 1 << 20
  /// ... or when it has this many cells.
  package var batchCells = 1 << 17
  /// A row, also a line or an element of a JSON array, may have this many bytes.
  package var rowBytes = 64 << 20
  /// A table may have this many columns, as many as a workbook can.
  package var columns = 16_384

  package init() {}
}
