// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
package import Tables

/// A file of what a model made of free completions, as `assay eval --save-predictions` writes it: the
/// wanted text as `label`, what was written as `prediction`, and `logprob` with `token_logprobs`.
package enum TextPredictionsFile {
  /// Reads every row.
  /// - Parameter isText: whether the predictions are texts for sure; else the file says so by
  ///   log-probabilities beside the labels.
  /// - Returns: nil for a file of classes.
  /// - Throws: `AssayError` with file, row and line where a row lacks what the first has.
  package static func read(
    _ source: TableSource, isText: Bool, sliceColumn: String? = nil
  ) throws(AssayError) -> TextPredictions? {
    var reader = try source.open()
    var rows: TextPredictionRows?
    while let batch = try reader.next() {
      if rows == nil {
        guard isText || batch.columns.contains("logprob") else { return nil }
        rows = TextPredictionRows(batch, slice: try sliceColumn.map(batch.column))
      }
      for index in 0..<batch.count { try rows?.add(batch[index]) }
    }
    return rows?.finish()
  }
}

/// Collects the rows of such a file.
private struct TextPredictionRows {
  private let slice: String?
  private let hasTexts: Bool
  private let hasScores: Bool
  private let hasPrompts: Bool
  private var wanted: [String] = []
  private var texts: [String] = []
  private var prompts: [String] = []
  private var slices: [String] = []
  private var scores: [TextPredictions.Score] = []

  /// - Parameter slice: the place of the column that parts the rows.
  init(_ batch: RowBatch, slice: Int?) {
    self.slice = slice.map { batch.columns[$0] }
    hasTexts = batch.columns.contains("prediction")
    hasScores = batch.columns.contains("logprob")
    hasPrompts = batch.columns.contains("prompt")
  }

  mutating func add(_ row: Row) throws(AssayError) {
    wanted.append(try text("label", of: row))
    if hasTexts { texts.append(try text("prediction", of: row)) }
    if hasPrompts { prompts.append(try text("prompt", of: row)) }
    if let slice { slices.append(try text(slice, of: row)) }
    if hasScores { scores.append(try score(of: row)) }
  }

  func finish() -> TextPredictions {
    var result = TextPredictions(wanted: wanted)
    if hasTexts { result.texts = texts }
    if hasPrompts { result.prompts = prompts }
    if slice != nil { result.slices = slices }
    if hasScores { result.scores = scores }
    return result
  }

  private func place(_ name: String, in row: Row) -> Int? {
    row.batch.columns.firstIndex(of: name)
  }

  private func text(_ name: String, of row: Row) throws(AssayError) -> String {
    guard let column = place(name, in: row) else { throw fault(row, name) }
    switch row.kind(column) {
    case .text, .number, .boolean: return row.text(column)
    case .missing, .null, .nested, .error: throw fault(row, name)
    }
  }

  /// The sum of the tokens is the text's own; a text without a token that could be predicted has none.
  private func score(of row: Row) throws(AssayError) -> TextPredictions.Score {
    var tokens = 0
    if let column = place("token_logprobs", in: row), row.kind(column) == .nested,
      case .array(let values)? = try? JSONParser.parse(
        row.withUTF8(column) { Array($0) }, file: row.file)
    {
      tokens = values.count
    }
    guard let column = place("logprob", in: row), row.kind(column) != .null else {
      return TextPredictions.Score(logProbability: nil, tokens: 0, likeliestTokens: nil)
    }
    guard let value = Double(row.text(column)), value <= 0 else { throw fault(row, "logprob") }
    return TextPredictions.Score(logProbability: value, tokens: tokens, likeliestTokens: nil)
  }

  private func fault(_ row: Row, _ field: String) -> AssayError {
    AssayError(
      field == "logprob" ? "the log-probability is no number up to 0" : "the row has no \(field)",
      at: Location(file: row.file, row: row.number, line: row.line, field: field),
      remedy: #"Write rows as assay eval --save-predictions does: {"label": "what was wanted", "#
        + #""prediction": "what was written"}"#)
  }
}
