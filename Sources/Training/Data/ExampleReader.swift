// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Tables

/// Reads prompt/completion rows and turns them into tokens.
package struct ExampleReader {
  package var promptColumn: String
  package var completionColumn: String
  /// Positions of the model: the most tokens an example may have.
  package var maximumTokens: Int
  package var lengthPolicy: LengthPolicy
  /// Where completions are the classes of a classification head; a class takes no position.
  package var head: ClassHead?
  /// Text to tokens; prompt and completion are given to it apart.
  private let encode: (String) -> [Int32]

  package init(
    promptColumn: String = "prompt", completionColumn: String = "completion", maximumTokens: Int,
    lengthPolicy: LengthPolicy = .error, encode: @escaping (String) -> [Int32]
  ) {
    self.promptColumn = promptColumn
    self.completionColumn = completionColumn
    self.maximumTokens = maximumTokens
    self.lengthPolicy = lengthPolicy
    self.encode = encode
  }

  /// Reads the whole file.
  /// - Throws: `AssayError` where the file cannot be read, lacks a column, has an empty completion,
  ///   an example that is too long under the policy `error`, or no row to learn from.
  package func read(_ source: TableSource) throws(AssayError) -> TrainingData {
    var builder = TrainingData.Builder(path: source.path)
    var reader = try source.open()
    while let batch = try reader.next() {
      let columns = try Columns(batch, prompt: promptColumn, completion: completionColumn)
      for index in 0..<batch.count { try add(batch[index], columns, to: &builder) }
    }
    return try builder.finish()
  }

  private func add(
    _ row: Row, _ columns: Columns, to builder: inout TrainingData.Builder
  ) throws(AssayError) {
    let completion = row.text(columns.completion)
    guard !completion.isEmpty else {
      throw AssayError(
        "the completion is empty", at: location(row, completionColumn),
        remedy: "Fill it or run assay fix, which can drop such rows")
    }
    let prompt = columns.prompt.map { row.text($0) } ?? ""
    let example = try example(row, prompt: prompt, completion: completion)
    guard let fitting = try fit(example, row, counting: &builder) else { return }
    builder.append(fitting, prompt: prompt, completion: completion)
  }

  private func example(
    _ row: Row, prompt: String, completion: String
  ) throws(AssayError) -> TrainingExample {
    guard let head else {
      return TrainingExample(prompt: encode(prompt), completion: encode(completion))
    }
    if let example = head.example(prompt: encode(prompt), completion: completion) { return example }
    throw noClass(completion, at: location(row, completionColumn))
  }

  /// The example within the model's positions; nil when the policy leaves it out.
  private func fit(
    _ example: TrainingExample, _ row: Row, counting builder: inout TrainingData.Builder
  ) throws(AssayError) -> TrainingExample? {
    let excess = usedPositions(example) - maximumTokens
    guard excess > 0 else { return example }
    switch lengthPolicy {
    case .error: throw tooLong(example, row)
    case .drop:
      builder.droppedRows += 1
      return nil
    case .truncate:
      guard excess < example.prompt.count else { throw tooLong(example, row) }
      builder.truncatedRows += 1
      let prompt = Array(example.prompt.dropFirst(excess))
      return TrainingExample(prompt: prompt, completion: example.completion)
    }
  }

  private func usedPositions(_ example: TrainingExample) -> Int {
    head == nil ? example.count : example.prompt.count
  }

  private func tooLong(_ example: TrainingExample, _ row: Row) -> AssayError {
    AssayError(
      (head == nil ? "prompt and completion have" : "the prompt has")
        + " \(usedPositions(example)) tokens, the model has \(maximumTokens) positions",
      at: location(row),
      remedy: "Shorten the row, or pass --over-length truncate (cuts the prompt from its left) "
        + "or --over-length drop")
  }

  private func location(_ row: Row, _ field: String? = nil) -> Location {
    Location(file: row.file, row: row.number, line: row.line, field: field)
  }
}

extension ExampleReader {
  /// Where the two columns stand in a batch. The prompt's may be missing: every prompt is then empty.
  struct Columns {
    var prompt: Int?
    var completion: Int

    init(_ batch: RowBatch, prompt: String, completion: String) throws(AssayError) {
      self.completion = try batch.completionColumn(completion)
      self.prompt = batch.columns.firstIndex(of: prompt)
      guard self.prompt != nil || prompt == "prompt" else {
        throw AssayError(
          "there is no column '\(prompt)'", at: Location(file: batch.file),
          remedy: "Name the column with --prompt-column")
      }
    }
  }
}
