// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import ChatTemplates
package import Dataset
package import Tables
import Training

/// The rows of a prompt/completion file as text.
package struct PromptRows: Sendable, Equatable {
  package private(set) var prompts: [String] = []
  package private(set) var completions: [String] = []
  /// The part of the data each row belongs to; nil when nobody asked.
  package private(set) var slices: [String]?
  /// The line of the file on which each row starts; nil when they come from no file.
  package private(set) var lines: [Int]?
  /// The row of the file that each is of, from 0; nil when they come from no file.
  package private(set) var numbers: [Int]?
  /// What the reader noted; nil when they come from no file.
  package private(set) var notes: ReaderNotes?
  /// Whether they are the answers of conversations.
  package private(set) var areAnswers = false

  package var count: Int { completions.count }

  package init(prompts: [String], completions: [String]) {
    precondition(prompts.count == completions.count, "a prompt for each completion")
    self.prompts = prompts
    self.completions = completions
  }

  /// Reads every row. A file without a column `prompt` has empty prompts. Of a conversation each answer
  /// is a row, after all that was said before; its number in the conversation is its slice, unless a
  /// column is asked for.
  /// - Parameter template: what writes conversations as text; nil refuses them.
  /// - Throws: `AssayError` where the file cannot be read, lacks a column, or a completion is empty.
  package init(
    _ source: TableSource, promptColumn: String, completionColumn: String,
    sliceColumn: String? = nil, template: ChatTemplate? = nil
  ) throws(AssayError) {
    var names = ColumnNames(prompt: promptColumn, completion: completionColumn)
      .read(from: source.format)
    slices = sliceColumn.map { _ in [] }
    (lines, numbers) = ([], [])
    var reader = try source.open()
    var columnNames: [String] = []
    while let batch = try reader.next() {
      columnNames = batch.columns
      names = try names.reading(batch)
      if let conversations = ConversationReader(template, batch, names: names) {
        try append(conversations, of: batch, sliceColumn: sliceColumn)
        areAnswers = true
        continue
      }
      guard names.form != .chats else { throw ColumnNames.chatsRefused(in: source.path) }
      let columns = try ExampleColumns.Pair(batch, names: names, of: source.format)
      let slice = try sliceColumn.map { name throws(AssayError) in
        try batch.column(ofSlice: name)
      }
      for index in 0..<batch.count {
        let row = batch[index]
        let text = row.text(columns.completion)
        guard !text.isEmpty else {
          throw AssayError(
            "the completion is empty",
            at: Location(
              file: row.file, row: row.number, line: row.line, field: completionColumn),
            remedy: "Fill it or run assay fix, which can drop such rows")
        }
        prompts.append(columns.prompt.map { row.text($0) } ?? "")
        completions.append(text)
        lines?.append(row.line)
        numbers?.append(row.number)
        if let slice { slices?.append(row.text(slice)) }
      }
    }
    nameTurns(within: sliceColumn)
    guard count > 0 else {
      throw AssayError(
        "the file has no rows", at: Location(file: source.path),
        remedy: "Give a file with prompts and completions")
    }
    notes = ReaderNotes(source, reader, columns: columnNames, names: names)
  }

  private mutating func append(
    _ conversations: ConversationReader, of batch: RowBatch, sliceColumn: String?
  ) throws(AssayError) {
    let slice = try sliceColumn.map { name throws(AssayError) in try batch.column(ofSlice: name) }
    for index in 0..<batch.count {
      let row = batch[index]
      let text = try conversations.text(of: row)
      for (number, answer) in text.answers.enumerated() {
        prompts.append(answer.prompt)
        completions.append(answer.completion)
        lines?.append(row.line)
        numbers?.append(row.number)
        slices = slices ?? []
        slices?.append(slice.map { row.text($0) } ?? "answer \(number + 1)")
      }
    }
  }

  /// A conversation with one answer has no turns to tell apart.
  private mutating func nameTurns(within sliceColumn: String?) {
    guard sliceColumn == nil, let slices, Set(slices).count == 1 else { return }
    self.slices = nil
  }

  /// Some of the rows.
  package func keeping(_ indices: [Int]) -> PromptRows {
    var kept = self
    kept.prompts = indices.map { prompts[$0] }
    kept.completions = indices.map { completions[$0] }
    kept.slices = slices.map { slices in indices.map { slices[$0] } }
    kept.lines = lines.map { lines in indices.map { lines[$0] } }
    kept.numbers = numbers.map { numbers in indices.map { numbers[$0] } }
    return kept
  }

  /// Changes prompts.
  /// - Parameter change: gives the new text; nil leaves it.
  /// - Returns: how many were changed.
  mutating func changePrompts(_ change: (String) -> String?) -> Int {
    Self.change(&prompts, change)
  }

  /// Changes completions.
  /// - Parameter change: gives the new text; nil leaves it.
  /// - Returns: how many were changed.
  mutating func changeCompletions(_ change: (String) -> String?) -> Int {
    Self.change(&completions, change)
  }

  private static func change(_ texts: inout [String], _ change: (String) -> String?) -> Int {
    var count = 0
    for index in texts.indices {
      guard let text = change(texts[index]) else { continue }
      texts[index] = text
      count += 1
    }
    return count
  }

  /// Each completion with its line.
  package var labelCounts: ForeignLabels.Counts {
    completions.indices.map { (completions[$0], 1, lines?[$0]) }
  }

  /// [rows] The class of each completion.
  /// - Throws: `AssayError` when one is none of the classes.
  package func labels(among classes: ClassList) throws(AssayError) -> [Int] {
    var labels: [Int] = []
    labels.reserveCapacity(count)
    for (row, completion) in completions.enumerated() {
      guard let label = classes.index(of: completion) else {
        let some = Plural.listed(classes.names, most: 5) { "\"\($0)\"" }
        throw AssayError(
          "the completion \"\(completion)\" of row \(row + 1) is none of the \(classes.count) classes of"
            + " the model (\(some))",
          remedy: "Spaces and case count; prepare the rows like those the model was trained on")
      }
      labels.append(label)
    }
    return labels
  }

  /// The distinct completions, when the task is a classification.
  package var classes: [String]? {
    let (task, _) = DatasetSurvey(prompts: prompts, completions: completions).task()
    return task == .classification ? ClassList(completions).names : nil
  }
}
