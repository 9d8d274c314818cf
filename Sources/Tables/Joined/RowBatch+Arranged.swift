// SPDX-License-Identifier: Apache-2.0

extension RowBatch {
  /// The same rows with other numbers and among other columns.
  /// - Parameters:
  ///   - places: where the columns of the batch stand among all; nil: first, in their own order.
  ///   - firstRow: the number of the first row.
  func arranged(file: String, columns: [String], places: [Int]?, firstRow: Int) -> RowBatch {
    // A column that the file does not have is missing, whatever it fills its own with.
    guard places != nil || padding != .missing && columns.count > self.columns.count else {
      return RowBatch(
        file: file, columns: columns, firstRow: firstRow, lines: lines, utf8: utf8, ends: ends,
        kinds: kinds, starts: starts, cellColumns: cellColumns, padding: padding)
    }
    let places = places ?? Array(self.columns.indices)
    let order = places.indices.sorted { places[$0] < places[$1] }
    var builder = Builder(file: file, columns: columns, firstRow: firstRow)
    builder.reserve(bytes: utf8.count, cells: kinds.count)
    for index in 0..<count {
      let row = self[index]
      for column in order where row.kind(column) != .missing {
        builder.skip(to: places[column])
        row.withUTF8(column) { builder.append($0, kind: row.kind(column)) }
      }
      builder.endRow(line: row.line)
    }
    return builder.finish()
  }
}
