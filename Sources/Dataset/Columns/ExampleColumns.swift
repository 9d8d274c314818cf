// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Tables

/// Where the prompts and completions of a file stand among its columns.
package struct ExampleColumns: Sendable, Equatable {
  package let prompt: Int?
  package let completion: Int?
  /// The column `messages` of a chat file, which has no completions; nil in other files.
  package let messages: Int?
  /// What the model may call, beside the messages of a chat file.
  package let tools: Int?
  /// The columns of rows of the other form, in a file that has columns for both: of messages among
  /// prompts and completions, or the other way round.
  package let others: [Int]

  package init(_ columns: [String], names: ColumnNames) {
    let pair = Field.allCases.map { names.index(of: $0, in: columns) }
    let chat = columns.firstIndex(of: "messages")
    let isChat = names.form.map { $0 == .chats } ?? (chat != nil && pair[1] == nil)
    prompt = isChat && names.form != nil ? nil : pair[0]
    completion = isChat ? nil : pair[1]
    // One past the last where rows further up have no messages: their cells are missing.
    messages = isChat ? chat ?? columns.count : nil
    tools = isChat ? ["tools", "functions"].compactMap { columns.firstIndex(of: $0) }.first : nil
    let hasBoth = names.form != nil || chat != nil && pair[1] != nil
    others = hasBoth ? (isChat ? pair : [chat]).compactMap { $0 } : []
  }

  /// The columns that the rows' examples stand in.
  package var own: [Int] { messages.map { [$0] } ?? [prompt, completion].compactMap { $0 } }

  package subscript(field: Field) -> Int? { field == .prompt ? prompt : completion }
}

extension ExampleColumns {
  /// The columns of rows to learn from or to measure on. Only a prompt column that the user did not
  /// name may be missing: every prompt is then empty.
  package struct Pair: Sendable, Equatable {
    package let prompt: Int?
    package let completion: Int

    /// - Throws: `AssayError` when a column is missing.
    package init(_ batch: RowBatch, names: ColumnNames) throws(AssayError) {
      let columns = ExampleColumns(batch.columns, names: names)
      completion = try Self.required(columns.completion, names.completion, in: batch)
      prompt = columns.prompt
      guard prompt != nil || names.prompt == Field.prompt.rawValue else {
        throw AssayError(
          "there is no column '\(names.prompt)'", at: Location(file: batch.file),
          remedy: "Name the column with --prompt-column")
      }
    }

    private static func required(
      _ index: Int?, _ name: String, in batch: RowBatch
    ) throws(AssayError) -> Int {
      if let index { return index }
      return try batch.requiredColumn(
        name, remedy: "Name the columns with --prompt-column and --completion-column")
    }
  }
}

extension RowBatch {
  /// Calls `body` with the number, the line, the prompt and the completion of each row.
  package func visit(
    _ columns: ExampleColumns.Pair,
    _ body: (_ row: Int, _ line: Int, _ prompt: Bytes, _ completion: Bytes) -> Void
  ) {
    // A column that is not there reads as one past the last: its cells are missing.
    visitPairs(columns.prompt ?? self.columns.count, columns.completion) {
      body(firstRow + $0, $1, $2.text, $3.text)
    }
  }
}
