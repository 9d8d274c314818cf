// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON

/// The lists of messages in the cells of a row.
struct MessageCells {
  private let cells: RowCells

  init(_ cells: RowCells) { self.cells = cells }

  /// The messages of a cell; nil where it holds a text or nothing.
  func messages(
    _ column: String, _ losses: inout LeftOut
  ) throws(ReadFault) -> [JSONValue]? {
    guard let value = cells.value(column) else { return nil }
    return try messages(value, column, losses: &losses)
  }

  /// The messages of a list; nil for other values.
  func messages(
    _ value: JSONValue, _ column: String, losses: inout LeftOut
  ) throws(ReadFault) -> [JSONValue]? {
    let turns = value.object != nil ? [value] : value.array ?? []
    guard !turns.isEmpty, turns.allSatisfy(Self.isTurn) else { return nil }
    return try TurnReader.messages(turns, column: column, losses: &losses)
  }

  /// The messages of a cell that should hold some.
  func required(
    _ column: String, _ losses: inout LeftOut
  ) throws(ReadFault) -> [JSONValue] {
    if let value = cells.value(column), let turns = value.array {
      return try TurnReader.messages(turns, column: column, losses: &losses)
    }
    guard let text = try cells.text(column), !text.utf8.isBlank else {
      throw .obstacle(.noMessages)
    }
    if let turns = Self.written(text) {
      return try TurnReader.messages(turns, column: column, losses: &losses)
    }
    throw .malformed(
      "the conversation is a text, not a list of messages", column: column,
      remedy: "Write a list of objects of `role` and `content`")
  }

  /// The list that a text is, as exports of tables write it; nil for another text.
  private static func written(_ text: String) -> [JSONValue]? {
    var text = text
    let value = text.withUTF8 { try? JSONParser.parse($0) }
    guard let turns = value?.array, !turns.isEmpty, turns.allSatisfy(isTurn) else { return nil }
    return turns
  }

  private static func isTurn(_ value: JSONValue) -> Bool {
    value["role"] != nil || value["from"] != nil
  }
}
