// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import ChatTemplates
import Dataset
package import Evaluation
package import ModelStore
package import Tables
package import Training

/// How files of prompts and completions are read.
package struct RowReading: Sendable {
  package var options = TableSource.Options()
  /// The columns as the user names them; nil takes those of the model's training file where the file
  /// has them, else `prompt` and `completion`.
  package var promptColumn: String?
  package var completionColumn: String?
  /// Makes prompts of several columns.
  package var promptTemplate: PromptTemplate?
  /// From which side prompts that are too long are cut; nil as in the model's training.
  package var truncationSide: TruncationSide?
  /// A file or folder with the template that writes rows of messages as text; nil is the model's own.
  package var chatTemplate: String?
  /// That template.
  var template: ChatTemplate?

  package init() {}

  /// A command that reads the texts of a file so.
  package func command(_ words: [String], _ file: String) -> String {
    var check = CheckOptions()
    check.reading = options
    check.promptColumn = promptColumn
    check.promptTemplate = promptTemplate?.text
    return check.command(words, file)
  }

  /// A file of another kind, such as predictions.
  func source(_ path: String) throws(AssayError) -> TableSource {
    try TableSource(path: path, options: options)
  }

  /// The rows of a file.
  /// - Parameters:
  ///   - sliceColumn: the column whose values part the rows.
  ///   - record: what the model's training file was like.
  package func rows(
    _ path: String, sliceColumn: String? = nil, trained record: ModelRecord? = nil
  ) throws(AssayError) -> PromptRows {
    let own = ReadColumns(
      names: ColumnNames(prompt: promptColumn, completion: completionColumn),
      template: promptTemplate)
    var columns = own
    if promptColumn == nil, completionColumn == nil, promptTemplate == nil,
      let trained = try record.flatMap(ReadColumns.init), trained != own, path != "-",
      try trained.stand(in: source(path))
    {
      columns = trained
    }
    var options = options
    options.template = columns.rowTemplate
    return try PromptRows(
      try TableSource(path: path, options: options), promptColumn: columns.names.prompt,
      completionColumn: columns.names.completion, sliceColumn: sliceColumn, template: template)
  }
}

/// Where prompts and completions stand.
private struct ReadColumns: Equatable {
  let names: ColumnNames
  let template: PromptTemplate?

  var rowTemplate: RowTemplate? {
    template.map { RowTemplate($0, prompt: names.prompt, completion: names.completion) }
  }

  init(names: ColumnNames, template: PromptTemplate?) {
    self.names = names
    self.template = template
  }

  /// Those of a model's training file; nil where they are not known.
  init?(_ record: ModelRecord) throws(AssayError) {
    guard let completion = record.completionColumn else { return nil }
    names = ColumnNames(prompt: record.promptColumn, completion: completion)
    template = try record.promptTemplate.map { text throws(AssayError) in
      try PromptTemplate(text)
    }
  }

  /// Whether a file has them all.
  func stand(in source: TableSource) throws(AssayError) -> Bool {
    guard source.format != .txt else { return false }
    var reader = try source.open()
    guard let batch = try reader.next() else { return false }
    let columns = ExampleColumns(batch.columns, names: names)
    guard columns.completion != nil else { return false }
    return template.map { $0.columns.allSatisfy(batch.columns.contains) }
      ?? (columns.prompt != nil)
  }
}
