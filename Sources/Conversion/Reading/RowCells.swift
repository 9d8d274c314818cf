// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON
import Tables

/// The cells of a row by the names of their columns, as texts or as JSON.
struct RowCells {
  let row: Row
  /// Whether cells can be lists; in tables these are written as text.
  let holdsLists: Bool

  private func place(_ column: String) -> Int? { row.batch.columns.firstIndex(of: column) }

  /// The text of a cell; nil where there is nothing.
  func text(_ column: String) throws(ReadFault) -> String? {
    guard let place = place(column) else { return nil }
    switch row.kind(place) {
    case .missing, .null: return nil
    case .nested:
      let shape = row.withUTF8(place) { ValueShape($0) }
      throw .malformed(
        "the value is \(shape.title), not a text", column: column, remedy: shape.remedy)
    case .error:
      throw .malformed(
        "the cell holds the error `\(row.text(place))`", column: column,
        remedy: "Mend the formula, or leave the row out")
    case .text, .number, .boolean: return row.text(place)
    }
  }

  /// The list or the object of a cell, also of one that is written as text in a table; nil for others.
  func value(_ column: String) -> JSONValue? {
    guard let place = place(column) else { return nil }
    let kind = row.kind(place)
    guard kind == .nested || kind == .text && !holdsLists else { return nil }
    return row.withUTF8(place) { cell in
      guard let value = try? JSONParser.parse(cell), value.array != nil || value.object != nil
      else { return nil }
      return value
    }
  }

  /// The cell as it is, as JSON; nil where an object does not have it.
  func json(_ column: String) -> JSONValue? {
    guard let place = place(column) else { return nil }
    if let value = value(column) { return value }
    switch row.kind(place) {
    case .missing: return holdsLists ? nil : .null
    case .null: return .null
    case .number, .boolean:
      return row.withUTF8(place) { try? JSONParser.parse($0) } ?? .string(row.text(place))
    default: return .string(row.text(place))
    }
  }

  /// What a cell says of a column that is left out; nil where it says nothing.
  func leftOut(_ place: Int) -> String? {
    switch row.kind(place) {
    case .missing, .null: nil
    default: row.withUTF8(place) { $0.isBlank } ? nil : row.text(place)
    }
  }
}
