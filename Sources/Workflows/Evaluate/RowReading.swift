// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
package import Evaluation
package import Tables
package import Training

/// How files of prompts and completions are read.
package struct RowReading: Sendable {
  package var options = TableSource.Options()
  /// The columns as the user names them; nil takes those of the model's training file where the file
  /// has them, else `prompt` and `completion`.
  package var promptColumn: String?
  package var completionColumn: String?
  /// From which side prompts that are too long are cut; nil as in the model's training.
  package var truncationSide: TruncationSide?

  package init() {}

  func source(_ path: String) throws(AssayError) -> TableSource {
    try TableSource(path: path, options: options)
  }

  /// The rows of a file.
  /// - Parameters:
  ///   - sliceColumn: the column whose values part the rows.
  ///   - trained: the columns of a model's training file.
  package func rows(
    _ path: String, sliceColumn: String? = nil, trained: ColumnNames? = nil
  ) throws(AssayError) -> PromptRows {
    let source = try source(path)
    var names = ColumnNames(prompt: promptColumn, completion: completionColumn)
    if let trained, promptColumn == nil, completionColumn == nil,
      try Self.has(trained, source)
    {
      names = trained
    }
    return try PromptRows(
      source, promptColumn: names.prompt, completionColumn: names.completion,
      sliceColumn: sliceColumn)
  }

  /// Whether a file has both columns; standard input can be read only once.
  private static func has(_ names: ColumnNames, _ source: TableSource) throws(AssayError) -> Bool {
    guard names != ColumnNames(), source.path != "-", source.format != .txt else { return false }
    var reader = try source.open()
    guard let batch = try reader.next() else { return false }
    let columns = ExampleColumns(batch.columns, names: names)
    return columns.prompt != nil && columns.completion != nil
  }
}
