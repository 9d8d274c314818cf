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
  /// Two answers to each prompt, in a file without completions; `messages` is then the column of the
  /// better ones, unless the file has messages of its own.
  package let preferences: PreferenceColumns?
  /// The columns of rows of the other form, in a file that has columns for both: of messages among
  /// prompts and completions, or the other way round; or of rows of another kind.
  package let others: [Int]

  package init(_ columns: [String], names: ColumnNames) {
    let pair = Field.allCases.map { names.index(of: $0, in: columns) }
    let chat = columns.firstIndex(of: "messages")
    preferences = pair[1] == nil && names.form != .pairs ? PreferenceColumns(columns) : nil
    let better = preferences.flatMap { columns.firstIndex(of: $0.better) }
    let isChat =
      names.form.map { $0 == .chats } ?? (pair[1] == nil && (chat != nil || better != nil))
    prompt = isChat && (names.form != nil || better != nil) ? nil : pair[0]
    completion = isChat ? nil : pair[1]
    // One past the last where rows further up have no messages: their cells are missing.
    messages = isChat ? chat ?? better ?? columns.count : nil
    tools = isChat ? ["tools", "functions"].compactMap { columns.firstIndex(of: $0) }.first : nil
    let hasBoth = names.form != nil || chat != nil && pair[1] != nil
    let strays = isChat ? [] : names.strays.compactMap { columns.firstIndex(of: $0) }
    others = (hasBoth ? (isChat ? pair : [chat]).compactMap { $0 } : []) + strays
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

    /// - Throws: `AssayError` when a column is missing, or when a row holds a list or an object where
    ///   a text belongs: nobody knows what text it stands for.
    package init(
      _ batch: RowBatch, names: ColumnNames, of format: TableFormat
    ) throws(AssayError) {
      let columns = ExampleColumns(batch.columns, names: names)
      prompt = columns.prompt
      let mayLackPrompts = names.prompt == Field.prompt.rawValue
      guard let found = columns.completion, prompt != nil || mayLackPrompts else {
        let missing = MissingColumns(names: names, in: batch, of: format)
        throw missing.error(file: batch.file)
          ?? AssayError("there are no examples", at: Location(file: batch.file))
      }
      completion = found
      for field in Field.allCases { try check(field, of: batch) }
    }

    private func check(_ field: Field, of batch: RowBatch) throws(AssayError) {
      let column = field == .prompt ? prompt : completion
      guard let column, let index = batch.firstNested(column) else { return }
      let row = batch[index]
      throw .nestedValue(
        field, shape: row.withUTF8(column) { ValueShape($0) },
        at: Location(
          file: batch.file, row: row.number, line: row.line, field: batch.columns[column]))
    }
  }
}

extension AssayError {
  /// A list or an object that stands where a text should.
  package static func nestedValue(
    _ field: Field, shape: ValueShape, at location: Location
  ) -> AssayError {
    AssayError(
      "the \(field.rawValue) is \(shape.title), not a text", at: location, remedy: shape.remedy,
      code: .nestedValue)
  }
}

extension RowBatch {
  /// The place of the first row with a list or an object in a column.
  fileprivate func firstNested(_ column: Int) -> Int? {
    (0..<count).first { self[$0].kind(column) == .nested }
  }

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
