// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import ChatTemplates
package import Dataset
package import Tables

/// Reads prompt/completion rows and turns them into tokens.
package struct ExampleReader {
  package let names: ColumnNames
  /// Positions of the model: the most tokens an example may have.
  package var maximumTokens: Int
  package var lengthPolicy: LengthPolicy
  /// Nil is the usual one.
  package var truncationSide: TruncationSide?
  /// Where completions are the classes of a classification head; a class takes no position.
  package var head: ClassHead?
  /// Whether the user wants completions to be classes, in files where the rule would not call them so.
  package var wantsClasses = false
  /// Writes rows that are conversations as text; nil refuses them.
  package var template: ChatTemplate?
  /// Text to tokens; prompt and completion are given to it apart.
  let encode: (String) -> [Int32]

  package init(
    promptColumn: String? = nil, completionColumn: String? = nil, maximumTokens: Int,
    lengthPolicy: LengthPolicy = .error, encode: @escaping (String) -> [Int32]
  ) {
    names = ColumnNames(prompt: promptColumn, completion: completionColumn)
    self.maximumTokens = maximumTokens
    self.lengthPolicy = lengthPolicy
    self.encode = encode
  }

  /// Reads the whole file.
  /// - Parameter task: what the rows are to teach, where another file has settled it.
  /// - Throws: `AssayError` where the file cannot be read, lacks a column, has an empty completion,
  ///   an example that is too long under the policy `error`, or no row to learn from.
  package func read(
    _ source: TableSource, task: TrainingTask? = nil
  ) throws(AssayError) -> TrainingData {
    var builder = TrainingData.Builder(path: source.path)
    var names = names.read(from: source.format)
    var reader = try source.open()
    while let batch = try reader.next() {
      let isForTexts = head == nil && !wantsClasses
      names = try names.reading(batch)
      if let conversations = ConversationReader(isForTexts ? template : nil, batch, names: names) {
        try add(conversations, of: batch, to: &builder)
        continue
      }
      guard names.form != .chats else { throw ColumnNames.chatsRefused(in: source.path) }
      let columns = try ExampleColumns.Pair(batch, names: names, of: source.format)
      batch.visit(columns) { builder.survey.add(prompt: $2, completion: $3, row: $0, line: $1) }
      for index in 0..<batch.count { try add(batch[index], columns, to: &builder) }
    }
    guard builder.answers == 0 else { return try builder.finish() }
    return try builder.finish(
      DatasetFacts(
        builder.survey, of: source, names: names, task: task ?? wantedTask(builder.survey)))
  }

  private func wantedTask(_ survey: DatasetSurvey) -> TrainingTask? {
    guard head != nil || wantsClasses,
      TaskInference().mayBeAskedFor(classes: survey.labels.count, of: survey.rows)
    else { return nil }
    return .classification
  }

  private func add(
    _ row: Row, _ columns: ExampleColumns.Pair, to builder: inout TrainingData.Builder
  ) throws(AssayError) {
    let completion = row.text(columns.completion)
    guard !completion.isEmpty else {
      throw AssayError(
        "the completion is empty", at: location(row, names.completion),
        remedy: "Fill it or run assay fix, which can drop such rows")
    }
    let prompt = columns.prompt.map { row.text($0) } ?? ""
    let example = try example(row, prompt: prompt, completion: completion)
    guard let fitting = try fit(example, row, counting: &builder) else { return }
    builder.append(fitting, completion: completion, line: row.line)
  }

  private func example(
    _ row: Row, prompt: String, completion: String
  ) throws(AssayError) -> TrainingExample {
    guard let head else {
      return TrainingExample(prompt: encode(prompt), completion: encode(completion))
    }
    if let example = head.example(prompt: encode(prompt), completion: completion) { return example }
    throw noClass(completion, at: location(row, names.completion))
  }

  /// The example within the model's positions; nil when the policy leaves it out.
  func fit(
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
      let prompt = side.cut(example.prompt, to: example.prompt.count - excess)
      return TrainingExample(
        prompt: prompt, completion: example.completion, weights: example.weights)
    }
  }

  /// The side from which prompts are cut.
  package var side: TruncationSide { truncationSide ?? .usual(forHead: head != nil) }

  private func usedPositions(_ example: TrainingExample) -> Int {
    head == nil ? example.count : example.prompt.count
  }

  private func tooLong(_ example: TrainingExample, _ row: Row) -> AssayError {
    AssayError(
      (head == nil ? "prompt and completion have" : "the prompt has")
        + " \(usedPositions(example)) tokens, the model has \(maximumTokens) positions",
      at: location(row),
      remedy: lengthPolicy == .truncate
        ? "Shorten the completion, as only prompts are cut, or pass --over-length drop"
        : "Shorten the row, or pass --over-length truncate (cuts the prompt from its \(side.rawValue)) "
          + "or --over-length drop")
  }

  private func location(_ row: Row, _ field: String? = nil) -> Location {
    Location(file: row.file, row: row.number, line: row.line, field: field)
  }
}
