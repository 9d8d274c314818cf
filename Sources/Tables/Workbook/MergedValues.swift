// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Gives the value of merged cells to each of their rows, as the sheet shows it.
struct MergedValues {
  /// In the order of their first rows; those of the header are gone.
  private var coming: ArraySlice<MergedRange>
  private var open: [(range: MergedRange, cell: SheetCellValue?)] = []
  private var bytes = 0
  /// A few merged cells may not make a small file a huge one.
  static let maximumBytes = 1 << 28

  init(_ ranges: [MergedRange]) {
    coming = ranges[...]
  }

  /// Whether more text was repeated than any real sheet does.
  var isTooMuch: Bool { bytes > Self.maximumBytes }

  /// Leaves out what stands at and above the header.
  /// - Returns: The merged cells that reach from the header into the rows.
  mutating func start(below header: Int) -> MergedRange? {
    let crossing = coming.first { $0.rows.contains(header) && $0.rows.contains(header + 1) }
    coming = coming.drop { $0.rows.lowerBound <= header }
    return crossing
  }

  /// The ranges that start with this row or between the last one and it.
  mutating func ranges(at row: Int) -> [MergedRange] {
    let started = coming.prefix { $0.rows.lowerBound <= row }
    coming = coming.dropFirst(started.count)
    return started.filter { $0.rows.upperBound >= row }
  }

  /// Adds to the cells of a row, which are in order, those that are merged with cells above.
  mutating func fill(_ cells: inout [SheetCellValue], row: Int, started: [MergedRange]) {
    open.removeAll { $0.range.rows.upperBound < row }
    for index in open.indices {
      guard var cell = open[index].cell, !cells.contains(where: { $0.column == cell.column })
      else { continue }
      cell.column = open[index].range.firstColumn
      bytes += cell.text.count
      let place = cells.firstIndex { $0.column > cell.column } ?? cells.count
      cells.insert(cell, at: place)
    }
    for range in started where range.isTall && range.rows.lowerBound == row {
      open.append((range, cells.first { $0.column == range.firstColumn }))
    }
  }
}
