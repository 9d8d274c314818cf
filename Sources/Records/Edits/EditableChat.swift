// SPDX-License-Identifier: Apache-2.0

import Dataset
package import JSON
package import Tables

/// The row of a chat under repair, with all its columns. Messages become values when the first edit asks for
/// them; what no edit changes is written as it stands in the file.
package struct EditableChat: Sendable {
  package let row: Row
  let cells: ChatCells
  /// What is in the cells of messages, once somebody asked.
  private var contents: [Content] = []
  /// The columns that the row is to lack.
  private var removed: [Int] = []

  private struct Content: Sendable {
    var value: JSONValue
    var isChanged = false
  }

  package init(_ row: Row, _ cells: ChatCells) {
    self.row = row
    self.cells = cells
  }

  /// The row as it was read.
  package var original: EditableChat { EditableChat(row, cells) }

  package var isChanged: Bool { !removed.isEmpty || contents.contains(where: \.isChanged) }

  /// Whether the row is a preference, whose messages stand in several cells.
  package var isPreference: Bool { cells.preference != nil }

  /// The messages as checks see them; nil where there is no list of them.
  package mutating func conversation() -> [JSONValue]? {
    if let preference = cells.preference {
      return preferred(preference.prompt, preference.better)
    }
    read()
    return contents.first?.value.array
  }

  /// The conversations that end in the better and in the worse answer of a preference, as they are by now;
  /// nil where the row is none.
  package var halves: (better: [JSONValue], worse: [JSONValue])? {
    guard let (prompt, better, worse) = cells.preference,
      [prompt, better, worse].contains(where: { $0.map { !row.kind($0).isNothing } ?? false })
    else { return nil }
    return (preferred(prompt, better), preferred(prompt, worse))
  }

  // MARK: - Edits

  /// Has somebody edit the row in its place.
  package mutating func apply(_ edit: (inout EditableChat) -> Bool) -> Bool { edit(&self) }

  /// Edits the list of messages; that of a preference is none of a whole conversation.
  /// - Parameter edit: says whether it changed something.
  package mutating func editConversation(_ edit: (inout [JSONValue]) -> Bool) -> Bool {
    guard !isPreference else { return false }
    read()
    guard var messages = contents.first?.value.array, edit(&messages) else { return false }
    contents[0] = Content(value: .array(messages), isChanged: true)
    return true
  }

  /// Edits each message.
  /// - Parameter edit: says whether it changed something.
  package mutating func editMessages(_ edit: (inout JSONObject) -> Bool) -> Bool {
    read()
    var isChanged = false
    for index in contents.indices where contents[index].value.editMessages(edit) {
      contents[index].isChanged = true
      isChanged = true
    }
    return isChanged
  }

  /// Edits the contents of all messages.
  /// - Parameter edit: gives the new text; nil where the text stays. It is told whether the text is an answer.
  package mutating func editTexts(
    _ edit: (_ text: [UInt8], _ isAnswer: Bool) -> [UInt8]?
  ) -> Bool {
    var isChanged = editMessages { $0.editTexts(edit) }
    // A prompt or an answer of a preference may be a text.
    for index in contents.indices {
      guard case .string(let text) = contents[index].value,
        let new = edit(Array(text.utf8), cells.messages[index] != cells.preference?.prompt)
      else { continue }
      contents[index] = Content(
        value: .string(String(decoding: new, as: UTF8.self)), isChanged: true)
      isChanged = true
    }
    return isChanged
  }

  /// Has a list of messages that stands in the file as a text written as a list.
  /// - Returns: whether it does.
  package mutating func readList() -> Bool {
    guard !isPreference, let column = cells.messages.first, row.kind(column) == .text else {
      return false
    }
    read()
    guard contents[0].value.array != nil else { return false }
    contents[0].isChanged = true
    return true
  }

  /// Leaves a column out of the row.
  package mutating func remove(_ column: Int) { removed.append(column) }

  /// Whether there are no messages, nor anything else that somebody wrote in their place.
  package var isEmpty: Bool {
    guard !isPreference, let column = cells.messages.first else { return false }
    return row.withUTF8(column) { row.hasNothing(in: $0, row.kind(column)) }
  }

  // MARK: - Cells

  private mutating func read() {
    guard contents.isEmpty else { return }
    contents = cells.messages.map { column in Content(value: value(column)) }
  }

  private func value(_ column: Int) -> JSONValue {
    row.withUTF8(column) { cell in
      switch row.kind(column) {
      // A value would not keep all digits of a long number; then the row stays as it is.
      case .nested where JSONValue.hasLongInteger(cell): return .null
      case .nested: return (try? JSONParser.parse(cell)) ?? .null
      case .text: return Self.list(cell) ?? .string(String(decoding: cell, as: UTF8.self))
      default: return .null
      }
    }
  }

  /// The list that a text says: files of cells hold messages as text.
  private static func list(_ cell: Bytes) -> JSONValue? {
    guard cell.first(where: { !$0.isWhitespace }) == UInt8(ascii: "[") else { return nil }
    guard !JSONValue.hasLongInteger(cell), let value = try? JSONParser.parse(cell),
      value.array != nil
    else { return nil }
    return value
  }
}

extension EditableChat {
  /// Adds the row as a line of JSON.
  package func writeLine(to out: inout [UInt8]) {
    var mark = UInt8(ascii: "{")
    for column in cells.order where kind(column) != .missing {
      out.append(mark)
      mark = UInt8(ascii: ",")
      out.append(contentsOf: cells.keys[column])
      let start = out.count
      switch write(column, to: &out) {
      case .null: out.append(contentsOf: "null".utf8)
      case .text, .error:
        let text = Array(out[start...])
        out.removeSubrange(start...)
        JSONValue.writeString(text, to: &out)
      default: break
      }
    }
    if mark == UInt8(ascii: "{") { out.append(mark) }
    out.append(contentsOf: "}\n".utf8)
  }

  /// Adds the cells as the next row of a batch of the same columns.
  func append(to builder: inout RowBatch.Builder) {
    var text: [UInt8] = []
    for column in row.batch.columns.indices where kind(column) != .missing {
      text.removeAll(keepingCapacity: true)
      let kind = write(column, to: &text)
      builder.skip(to: column)
      text.withUnsafeBufferPointer { builder.append($0, kind: kind) }
    }
    builder.endRow(line: row.line)
  }

  private func kind(_ column: Int) -> CellKind {
    removed.contains(column) ? .missing : row.kind(column)
  }

  private func preferred(_ prompt: Int?, _ answer: Int?) -> [JSONValue] {
    PreferenceMessages.conversation(
      prompt: messages(prompt, role: "user"), answer: messages(answer, role: "assistant"))
  }

  /// The messages of a cell of a preference, as it would be written.
  private func messages(_ column: Int?, role: String) -> [JSONValue] {
    guard let column else { return [] }
    var cell: [UInt8] = []
    let kind = write(column, to: &cell)
    return cell.withUnsafeBufferPointer { PreferenceMessages.messages($0, kind, role: role) }
  }

  /// Adds what a cell holds: a text as it is, all else as JSON.
  /// - Returns: what the cell is now.
  private func write(_ column: Int, to out: inout [UInt8]) -> CellKind {
    guard let index = cells.messages.firstIndex(of: column) else {
      return writeUnchanged(column, to: &out)
    }
    guard index < contents.count, contents[index].isChanged else {
      let isList =
        !isPreference && row.kind(column) == .text
        && row.withUTF8(column) { Self.list($0) != nil }
      guard isList else { return writeUnchanged(column, to: &out) }
      row.withUTF8(column) { JSONValue.writeCompact($0, to: &out) }
      return .nested
    }
    if case .string(let text) = contents[index].value {
      out.append(contentsOf: text.utf8)
      return .text
    }
    contents[index].value.write(to: &out)
    return .nested
  }

  private func writeUnchanged(_ column: Int, to out: inout [UInt8]) -> CellKind {
    let kind = row.kind(column)
    row.withUTF8(column) { cell in
      switch kind {
      case .nested: JSONValue.writeCompact(cell, to: &out)
      // Workbooks write TRUE.
      case .boolean: out.append(contentsOf: cell.lazy.map { $0 | 0x20 })
      default: out.append(contentsOf: cell)
      }
    }
    return kind
  }
}
