// SPDX-License-Identifier: Apache-2.0

import Columnar
import JSON

/// Writes the values of columns as JSON.
struct ArrowRowText {
  /// The bytes that a row may have.
  private let limit: Int
  /// Takes the columns whose bytes are no text.
  private let encoded: EncodedColumns

  init(limit: Int, encoded: EncodedColumns) {
    self.limit = limit
    self.encoded = encoded
  }

  /// Writes a row as an object.
  func write(
    _ columns: [ArrowColumn], row: Int, to out: inout [UInt8]
  ) throws(ArrowFault) {
    let end = out.count + limit
    try writeFields(columns, at: row, end: end, to: &out)
  }

  private func writeFields(
    _ columns: [ArrowColumn], at index: Int, end: Int, to out: inout [UInt8]
  ) throws(ArrowFault) {
    out.append(UInt8(ascii: "{"))
    for (number, column) in columns.enumerated() {
      if number > 0 { out.append(UInt8(ascii: ",")) }
      JSONValue.writeString(column.field.name.utf8, to: &out)
      out.append(UInt8(ascii: ":"))
      try write(column, at: index, end: end, to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  /// - Parameter end: what the text may have at most; views and dictionaries can name the same value
  ///   again and again.
  private func write(
    _ column: ArrowColumn, at index: Int, end: Int, to out: inout [UInt8]
  ) throws(ArrowFault) {
    guard index >= 0, index < column.count else {
      throw .damaged("the column '\(column.field.name)' has too few values")
    }
    guard out.count <= end else {
      throw ArrowFault(
        "a row has more than \(limit) bytes as JSON", remedy: "Leave out or split what is so long")
    }
    if try column.isNull(index) {
      out += "null".utf8
    } else if column.field.dictionary != nil {
      let (part, place) = try column.entry(index)
      try write(part, at: place, end: end, to: &out)
    } else {
      try writeContent(column, at: index, end: end, to: &out)
    }
  }

  private func writeContent(
    _ column: ArrowColumn, at index: Int, end: Int, to out: inout [UInt8]
  ) throws(ArrowFault) {
    switch column.field.type {
    case .structure: try writeFields(column.children, at: index, end: end, to: &out)
    case .list, .fixedList:
      out.append(UInt8(ascii: "["))
      let elements = try column.elements(index)
      for element in elements {
        if element > elements.lowerBound { out.append(UInt8(ascii: ",")) }
        try write(column.children[0], at: element, end: end, to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .map: try writeMap(column, at: index, end: end, to: &out)
    case .union(let isDense, let ids):
      let (child, place) = try column.member(index, isDense: isDense, ids: ids)
      try write(child, at: place, end: end, to: &out)
    case .runs: try write(column.children[1], at: try column.run(index), end: end, to: &out)
    default: try ArrowScalarText.write(column, at: index, noting: encoded, to: &out)
    }
  }

  private func writeMap(
    _ column: ArrowColumn, at index: Int, end: Int, to out: inout [UInt8]
  ) throws(ArrowFault) {
    let entries = column.children[0]
    out.append(UInt8(ascii: "{"))
    let elements = try column.elements(index)
    for element in elements {
      if element > elements.lowerBound { out.append(UInt8(ascii: ",")) }
      var key: [UInt8] = []
      try write(entries.children[0], at: element, end: end, to: &key)
      ColumnarText.write(key: key, to: &out)
      out.append(UInt8(ascii: ":"))
      try write(entries.children[1], at: element, end: end, to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }
}
