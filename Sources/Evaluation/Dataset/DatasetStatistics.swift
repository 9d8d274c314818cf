// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
package import Tables
import Training

/// How long the rows of a file are and which classes they have, and what training on them takes.
package struct DatasetStatistics: Sendable {
  package let path: String
  /// The files that were read.
  let paths: [String]
  package private(set) var promptTokens = LengthCounts()
  package private(set) var completionTokens = LengthCounts()
  /// Prompt and completion together, as they count for the limit of a model.
  package private(set) var tokens = LengthCounts()
  /// Characters of prompt and completion, as Unicode scalars.
  package private(set) var characters = LengthCounts()
  /// How many rows have which completion; nil when the task is no classification.
  package private(set) var classes: [String: Int]?
  package let limit: Int?
  /// What the reader of the file noted.
  package private(set) var notes: ReaderNotes?

  /// Reads every row.
  /// - Parameters:
  ///   - limit: the most tokens a row may have; rows with more are counted.
  ///   - count: the number of tokens of a text.
  /// - Throws: `AssayError` where the file cannot be read, lacks a column or has no row.
  package init(
    _ source: any TableInput, promptColumn: String, completionColumn: String, limit: Int? = nil,
    count: (UnsafeBufferPointer<UInt8>) -> Int
  ) throws(AssayError) {
    path = source.path
    paths = source.paths
    self.limit = limit
    var names = ColumnNames(prompt: promptColumn, completion: completionColumn)
      .read(from: source.format)
    var survey = DatasetSurvey()
    var reader = try source.open()
    var columns: [String] = []
    while let batch = try reader.next() {
      columns = batch.columns
      names = try names.reading(batch)
      guard names.form != .chats else { throw ColumnNames.chatsRefused(in: source.path) }
      batch.visit(try ExampleColumns.Pair(batch, names: names, of: source.format)) {
        row, line, prompt, completion in
        survey.add(prompt: prompt, completion: completion, row: row, line: line)
        add(prompt, completion, count: count)
      }
    }
    notes = ReaderNotes(source, reader, columns: columns, names: names)
    guard tokens.rows > 0 else {
      throw AssayError(
        "the file has no rows", at: Location(file: path),
        remedy: "Give a file with prompts and completions")
    }
    classes = survey.classes.map { found in
      Dictionary(found.map { ($0.completion, $0.count) }) { $0 + $1 }
    }
  }

  /// Rows with more tokens than the limit.
  package var overlong: Int { limit.map { tokens.rows(above: $0) } ?? 0 }

  private mutating func add(
    _ prompt: UnsafeBufferPointer<UInt8>, _ completion: UnsafeBufferPointer<UInt8>,
    count: (UnsafeBufferPointer<UInt8>) -> Int
  ) {
    let (first, second) = (count(prompt), count(completion))
    promptTokens.add(first)
    completionTokens.add(second)
    tokens.add(first + second)
    characters.add(Self.scalars(prompt) + Self.scalars(completion))
  }

  /// Every scalar has one byte that continues none.
  private static func scalars(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}
