// SPDX-License-Identifier: Apache-2.0

package import Dataset
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
    if let messages = columns.messages { return visitChats(messages, body) }
    // A column that is not there reads as one past the last: its cells are missing.
    let missing = rows.columns.count
    rows.visitPairs(columns.prompt ?? missing, columns.completion ?? missing) {
      index, line, prompt, completion in
      body(
        Record(
          number: number(of: index), line: line, prompt: prompt.text,
          completion: completion.text, promptKind: prompt.kind, completionKind: completion.kind))
    }
  }

  private func visitChats(_ column: Int, _ body: (Record) -> Void) {
    let nothing = Bytes(start: nil, count: 0)
    for index in 0..<rows.count {
      let row = rows[index]
      row.withUTF8(column) { messages in
        let chat = ChatRow(messages, row.kind(column))
        let record = Record(
          number: number(of: index), line: row.line, prompt: nothing,
          completion: nothing, promptKind: .missing, completionKind: .missing, chat: chat)
        withExtendedLifetime(chat) { body(record) }
      }
    }
  }
}
