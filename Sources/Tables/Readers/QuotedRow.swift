// SPDX-License-Identifier: Apache-2.0

import Platform

/// The cells of a line that is a whole row, some of them in quotes. Whatever is not as RFC 4180 has it
/// is left to libcsv.
struct QuotedRow {
  private struct Cell {
    let start: Int
    let end: Int
    /// It held two quotes for one, and stands in `unescaped`.
    let isUnescaped: Bool
  }

  private static let quote = UInt8(ascii: "\"")

  private var cells: [Cell] = []
  private var unescaped: [UInt8] = []

  /// Finds the cells.
  /// - Returns: false where the line is no row of its own, or has a quote or a line break in another place.
  mutating func split(_ line: UnsafeBufferPointer<UInt8>, by delimiter: UInt8) -> Bool {
    cells.removeAll(keepingCapacity: true)
    unescaped.removeAll(keepingCapacity: true)
    guard line.last == 0x0A, delimiter != Self.quote, let base = line.baseAddress else {
      return false
    }
    let end = line.count > 1 && line[line.count - 2] == 0x0D ? line.count - 2 : line.count - 1
    guard memchr(base, 0x0D, end) == nil else { return false }
    var start = 0
    while true {
      guard let stop = cellEnd(in: line, from: start, end: end, delimiter: delimiter) else {
        return false
      }
      if stop == end { return true }
      start = stop + 1
    }
  }

  /// Calls `body` with each cell as it is meant.
  func visitCells(
    of line: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    unescaped.withUnsafeBufferPointer { unescaped in
      for cell in cells {
        let text = cell.isUnescaped ? unescaped : line
        body(UnsafeBufferPointer(rebasing: text[cell.start..<cell.end]))
      }
    }
  }

  /// Takes the cell that starts at `start`.
  /// - Returns: the place of the delimiter behind it, or the end of the line.
  private mutating func cellEnd(
    in line: UnsafeBufferPointer<UInt8>, from start: Int, end: Int, delimiter: UInt8
  ) -> Int? {
    if start < end, line[start] == Self.quote {
      return quotedCellEnd(in: line, from: start + 1, end: end, delimiter: delimiter)
    }
    let stop = Self.place(of: delimiter, in: line, from: start, end: end) ?? end
    guard Self.place(of: Self.quote, in: line, from: start, end: stop) == nil else { return nil }
    cells.append(Cell(start: start, end: stop, isUnescaped: false))
    return stop
  }

  private mutating func quotedCellEnd(
    in line: UnsafeBufferPointer<UInt8>, from start: Int, end: Int, delimiter: UInt8
  ) -> Int? {
    let firstUnescaped = unescaped.count
    var from = start
    while let quote = Self.place(of: Self.quote, in: line, from: from, end: end) {
      if quote + 1 < end, line[quote + 1] == Self.quote {
        unescaped.append(contentsOf: line[from...quote])
        from = quote + 2
        continue
      }
      guard quote + 1 == end || line[quote + 1] == delimiter else { return nil }
      if from == start {
        cells.append(Cell(start: start, end: quote, isUnescaped: false))
      } else {
        unescaped.append(contentsOf: line[from..<quote])
        cells.append(Cell(start: firstUnescaped, end: unescaped.count, isUnescaped: true))
      }
      return quote + 1
    }
    return nil
  }

  private static func place(
    of byte: UInt8, in line: UnsafeBufferPointer<UInt8>, from start: Int, end: Int
  ) -> Int? {
    guard start < end, let base = line.baseAddress else { return nil }
    return memchr(base + start, Int32(byte), end - start).map { base.distance(to: $0) }
  }
}
