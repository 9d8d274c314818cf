// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Tables

/// How long the rows of a file are and which classes they have, and what training on them takes.
package struct DatasetStatistics: Sendable {
  package let path: String
  package private(set) var promptTokens = LengthCounts()
  package private(set) var completionTokens = LengthCounts()
  /// Prompt and completion together, as they count for the limit of a model.
  package private(set) var tokens = LengthCounts()
  /// Characters of prompt and completion, as Unicode scalars.
  package private(set) var characters = LengthCounts()
  /// How many rows have which completion; nil when there are too many different ones for classes.
  package private(set) var classes: [String: Int]? = [:]
  package let limit: Int?

  /// Different completions behind this many are no classes.
  private static let mostClasses = 10_000

  /// Reads every row.
  /// - Parameters:
  ///   - limit: the most tokens a row may have; rows with more are counted.
  ///   - count: the number of tokens of a text.
  /// - Throws: `AssayError` where the file cannot be read, lacks the completion column or has no row.
  package init(
    _ source: TableSource, promptColumn: String, completionColumn: String, limit: Int? = nil,
    count: (UnsafeBufferPointer<UInt8>) -> Int
  ) throws(AssayError) {
    path = source.path
    self.limit = limit
    var reader = try source.open()
    while let batch = try reader.next() {
      let completion = try batch.completionColumn(completionColumn)
      let prompt = batch.columns.firstIndex(of: promptColumn) ?? batch.columns.count
      batch.visitPairs(prompt, completion) { _, _, prompt, completion in
        add(prompt.text, completion.text, count)
      }
    }
    guard tokens.rows > 0 else {
      throw AssayError(
        "the file has no rows", at: Location(file: path),
        remedy: "Give a file with prompts and completions")
    }
    // Each class stands for two rows or more on average; otherwise completions are answers.
    if let found = classes, found.count * 2 > tokens.rows { classes = nil }
  }

  /// Rows with more tokens than the limit.
  package var overlong: Int { limit.map { tokens.rows(above: $0) } ?? 0 }

  private mutating func add(
    _ prompt: UnsafeBufferPointer<UInt8>, _ completion: UnsafeBufferPointer<UInt8>,
    _ count: (UnsafeBufferPointer<UInt8>) -> Int
  ) {
    let (first, second) = (count(prompt), count(completion))
    promptTokens.add(first)
    completionTokens.add(second)
    tokens.add(first + second)
    characters.add(Self.scalars(prompt) + Self.scalars(completion))
    guard classes != nil else { return }
    classes?[String(decoding: completion, as: UTF8.self), default: 0] += 1
    if let found = classes, found.count > Self.mostClasses { classes = nil }
  }

  /// Every scalar has one byte that continues none.
  private static func scalars(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}
