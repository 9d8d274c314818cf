// SPDX-License-Identifier: Apache-2.0

import Algorithms
import Tables

/// Where rows and their cells stand in the text of a file.
struct RowPlaces {
  private let text: EditedText
  private let format: TableFormat
  private let columns: [String]
  /// The elements of a JSON document; empty for other formats.
  private let elements: [Range<Int>]

  init(_ text: EditedText, format: TableFormat, columns: [String]) {
    self.text = text
    self.format = format
    self.columns = columns
    elements =
      format == .json
      ? text.bytes.withUnsafeBufferPointer { JSONPlaces(bytes: $0).elements() } : []
  }

  /// What parts the cells of a row.
  var delimiter: UInt8? { format.delimiter }

  // MARK: - Rows

  /// The bytes of a row without the end of its last line; nil when the text has no such line.
  func row(_ row: Int, line: Int) -> Range<Int>? {
    guard line >= 1, line <= text.lineCount else { return nil }
    switch format {
    case .json: return element(row, line: line).map { elements[$0] }
    case _ where delimiter != nil:
      let start = text.lineStarts[line - 1]
      return start..<(cells(from: start).last?.range.upperBound ?? start)
    default: return text.content(ofLine: line - 1)
    }
  }

  /// The place among its like of the element that is a row. Readers count rows as elements; where
  /// they have left some out, the line tells.
  private func element(_ row: Int, line: Int) -> Int? {
    let start = text.lineStarts[line - 1]
    let end = line < text.lineCount ? text.lineStarts[line] : text.bytes.count + 1
    if row < elements.count, (start..<end).contains(elements[row].lowerBound) { return row }
    let first = elements.partitioningIndex { $0.lowerBound >= start }
    return first < elements.count && elements[first].lowerBound < end ? first : nil
  }

  /// The bytes that go when rows go, with what parts them from others.
  func removals(of rows: [(row: Int, line: Int)]) -> [Range<Int>] {
    guard format == .json else {
      return rows.compactMap { place in
        row(place.row, line: place.line).map { $0.lowerBound..<endOfLine(from: $0.upperBound) }
      }
    }
    let dropped = Set(rows.compactMap { element($0.row, line: $0.line) })
    let leading = elements.indices.prefix { dropped.contains($0) }.count
    var removals = dropped.filter { $0 >= leading }
      .map { elements[$0 - 1].upperBound..<elements[$0].upperBound }
    if leading > 0 {
      let end =
        leading < elements.count ? elements[leading].lowerBound : elements[leading - 1].upperBound
      removals.append(elements[0].lowerBound..<end)
    }
    return removals
  }

  private func endOfLine(from place: Int) -> Int {
    var place = place
    let bytes = text.bytes
    if place < bytes.count, bytes[place] == 0x0D { place += 1 }
    if place < bytes.count, bytes[place] == 0x0A { place += 1 }
    return place
  }

  // MARK: - Cells

  /// The cell of a column in a row; nil where there is none.
  func cell(_ column: String, row: Int, line: Int) -> CellPlace? {
    guard let place = self.row(row, line: line) else { return nil }
    switch format {
    case .json, .jsonl: return member(column, of: place)
    case _ where delimiter != nil:
      guard let index = columns.firstIndex(of: column) else { return nil }
      let cells = cells(from: place.lowerBound)
      return index < cells.count ? cells[index] : nil
    // The only format whose lines are nothing but a text.
    case .txt: return CellPlace(range: place, form: .plain)
    default: return nil
    }
  }

  private func member(_ key: String, of row: Range<Int>) -> CellPlace? {
    text.bytes.withUnsafeBufferPointer { bytes in
      let places = JSONPlaces(bytes: UnsafeBufferPointer(rebasing: bytes[..<row.upperBound]))
      guard let value = places.value(of: key, inObjectAt: places.afterBlanks(row.lowerBound)) else {
        return nil
      }
      let isString = bytes[value.lowerBound] == UInt8(ascii: "\"")
      return CellPlace(range: value, form: isString ? .jsonString : .jsonOther)
    }
  }

  private func cells(from start: Int) -> [CellPlace] {
    guard let delimiter else { return [] }
    return text.bytes.withUnsafeBufferPointer { bytes in
      var cells: [CellPlace] = []
      var place = start
      while true {
        let cell = Self.cell(bytes, from: place, delimiter: delimiter)
        cells.append(cell)
        place = cell.range.upperBound
        guard place < bytes.count, bytes[place] == delimiter else { return cells }
        place += 1
      }
    }
  }

  private static func cell(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, delimiter: UInt8
  ) -> CellPlace {
    let quote = UInt8(ascii: "\"")
    var place = start
    let isQuoted = place < bytes.count && bytes[place] == quote
    if isQuoted {
      place += 1
      while place < bytes.count {
        if bytes[place] != quote {
          place += 1
        } else if place + 1 < bytes.count, bytes[place + 1] == quote {
          place += 2
        } else {
          place += 1
          break
        }
      }
    }
    let closed = place
    while place < bytes.count, bytes[place] != delimiter, bytes[place] != 0x0A, bytes[place] != 0x0D
    {
      place += 1
    }
    // Text behind the closing quote makes it a cell that no editor should touch by bytes.
    return CellPlace(range: start..<place, form: isQuoted && closed == place ? .quoted : .plain)
  }
}
