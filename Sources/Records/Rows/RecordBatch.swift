// SPDX-License-Identifier: Apache-2.0

package import Dataset
package import JSON
package import Tables

/// A batch of rows seen as training examples.
package struct RecordBatch: Sendable {
  package let rows: RowBatch
  package let columns: ExampleColumns
  /// The rows' numbers in the input file where rows before were dropped; nil: as the batch says.
  private let numbers: [Int]?

  package init(_ rows: RowBatch, names: ColumnNames = ColumnNames(), numbers: [Int]? = nil) {
    self.rows = rows
    self.numbers = numbers
    columns = ExampleColumns(rows.columns, names: names)
  }

  /// Other rows of the same columns.
  init(_ rows: RowBatch, columns: ExampleColumns, numbers: [Int]) {
    self.rows = rows
    self.columns = columns
    self.numbers = numbers
  }

  package var count: Int { rows.count }

  /// The number of a row of the batch in the input file.
  package func number(of index: Int) -> Int { numbers?[index] ?? rows.firstRow + index }

  /// The rows' numbers in the input file.
  var numbersAsRuns: RowRuns {
    var runs = RowRuns()
    for index in 0..<rows.count { runs.append(number(of: index)) }
    return runs
  }

  /// Calls `body` with each record in turn.
  package func visit(_ body: (Record) -> Void) {
    if let preferences { return visitPreferences(preferences, body) }
    if let messages = columns.messages { return visitChats(messages, body) }
    // A column that is not there reads as one past the last: its cells are missing.
    let missing = rows.columns.count
    let mayBeStray = !columns.others.isEmpty
    rows.visitPairs(columns.prompt ?? missing, columns.completion ?? missing) {
      index, line, prompt, completion in
      body(
        Record(
          number: number(of: index), line: line, prompt: prompt.text,
          completion: completion.text, promptKind: prompt.kind, completionKind: completion.kind,
          isStray: mayBeStray && isStray(index)))
    }
  }

  /// The columns of preferences, where the rows are read as such.
  var preferences: PreferenceColumns? {
    guard let names = columns.preferences, let messages = columns.messages,
      rows.columns.indices ~= messages, rows.columns[messages] == names.better
    else { return nil }
    return names
  }

  private func visitChats(_ column: Int, _ body: (Record) -> Void) {
    let nothing = Bytes(start: nil, count: 0)
    let noTools = rows.columns.count
    // Both columns' texts are borrowed from the batch.
    rows.visitPairs(column, columns.tools ?? noTools) { index, line, messages, tools in
      let chat = ChatRow(messages.text, messages.kind, tools: tools.text, row: rows[index])
      let record = Record(
        number: number(of: index), line: line, prompt: nothing, completion: nothing,
        promptKind: .missing, completionKind: .missing, chat: chat, isStray: isStray(index))
      withExtendedLifetime(chat) { body(record) }
    }
  }

  /// Rows of preferences are chats: what both answers answer, and the better of them.
  private func visitPreferences(_ names: PreferenceColumns, _ body: (Record) -> Void) {
    let nothing = Bytes(start: nil, count: 0)
    let places = [names.prompt, names.better, names.worse].map { name in
      name.flatMap { rows.columns.firstIndex(of: $0) }
    }
    for index in 0..<rows.count {
      let row = rows[index]
      var text: [UInt8] = []
      for case let place? in places { row.withUTF8(place) { text += $0 + [0x0A] } }
      let chat = row.withUTF8(columns.tools ?? rows.columns.count) { tools in
        ChatRow(
          preference: row.preferred(places[0], places[1]), text: text, tools: tools, row: row)
      }
      let record = Record(
        number: number(of: index), line: row.line, prompt: nothing, completion: nothing,
        promptKind: .missing, completionKind: .missing, chat: chat, isStray: isStray(index))
      withExtendedLifetime(chat) { body(record) }
    }
  }

  /// Whether a row has the other form than the file, or is of another kind.
  private func isStray(_ index: Int) -> Bool {
    guard !columns.others.isEmpty else { return false }
    return lacksExample(index) && holds(index, columns.others)
  }

  /// Whether a row has nothing to learn in the columns of the file: it has none of them, or has no
  /// prompt or completion where others do.
  private func lacksExample(_ index: Int) -> Bool {
    lacksPrompt(index) || lacksCompletion(index)
  }

  func lacksPrompt(_ index: Int) -> Bool {
    columns.prompt.map { rows[index].kind($0) == .missing } ?? false
  }

  func lacksCompletion(_ index: Int) -> Bool {
    if let completion = columns.completion, rows[index].kind(completion) == .missing { return true }
    return !holds(index, columns.own)
  }

  /// Whether a row has something in one of some columns.
  func holds(_ index: Int, _ columns: [Int]) -> Bool {
    let row = rows[index]
    return columns.contains { column in
      switch row.kind(column) {
      case .missing, .null: false
      default: row.withUTF8(column) { !$0.isBlank }
      }
    }
  }
}

extension Row {
  /// The conversation that ends in an answer; both columns may be missing.
  package func preferred(_ prompt: Int?, _ answer: Int?) -> [JSONValue] {
    PreferenceMessages.conversation(
      prompt: messages(prompt, role: "user"), answer: messages(answer, role: "assistant"))
  }

  private func messages(_ column: Int?, role: String) -> [JSONValue] {
    guard let column else { return [] }
    return withUTF8(column) { PreferenceMessages.messages($0, kind(column), role: role) }
  }
}
