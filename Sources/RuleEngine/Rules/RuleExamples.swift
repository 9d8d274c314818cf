// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Records
package import Tables

/// The examples of a rule, which are its tests.
package struct RuleExamples: Sendable {
  /// Rows and what the rule says about them.
  package struct Example: Sendable {
    package let input: Input
    /// Empty in examples that pass.
    package let findings: [Expectation]
    /// The rows after the fix, each as its line of JSON; nil when there is none.
    package let fixed: [String]?
    /// The message with which reading stops; nil where the file can be read.
    package let fault: String?
  }

  /// The rows of an example and how to read them.
  package struct Input: Sendable {
    package let rows: [[Cell]]
    /// The file's contents, where it is about the file itself; the rows are empty then.
    package var text: String?
    /// The file's name.
    package var path: String?
    /// Whether the text is written as ISO 8859-1 and not as UTF-8.
    package var isLatin1 = false
    /// The rows of another file that is to be kept apart.
    package var against: [[Cell]] = []
    /// What the reader of the file noted, where text cannot show it.
    package var notes: [ReadingNote] = []
    /// The labels that are allowed.
    package var labels: [String] = []
    /// The separator that the user names.
    package var separator: String?
    /// How many times the rows are repeated; `{i}` in their text is the number of the repetition.
    package let times: Int
    package let maxTokens: Int?
    package let maxBytes: Int?
    package let format: TableFormat
  }

  package struct Cell: Sendable, Equatable {
    package let column: String
    package let text: String
    package let kind: CellKind
  }

  package struct Expectation: Sendable, Equatable {
    /// The rows that are meant; nil: not stated.
    package let rows: [Int]?
    package let column: String?
    package let message: String
  }

  package var fail: [Example] = []
  package var pass: [Example] = []
}

extension RuleExamples.Input {
  /// The rows as a source that the engine can read, in batches of `batchSize`.
  /// - Throws: `AssayError` when the example's text is not what its name says.
  package func source(batchSize: Int = 3) throws(AssayError) -> any RowSource {
    if let contents {
      var options = TableSource.Options()
      options.comparesForm = true
      return try TableSource(
        contents: contents, path: path ?? "example.csv", options: options)
    }
    var source = Self.source(
      rows, times, format: format, path: path ?? "example", batchSize: batchSize)
    source.notes = notes
    return source
  }

  /// The bytes of the example's file; nil where it is given as rows.
  package var contents: [UInt8]? {
    guard let text = text.map(Self.expanded) else { return nil }
    let bytes =
      isLatin1 ? text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } : Array(text.utf8)
    return Array([[UInt8]](repeating: bytes, count: times).joined())
  }

  /// The text with `{a*1000}` written out as a thousand times `a`.
  private static func expanded(_ text: String) -> String {
    text.replacing(/\{(.)\*([0-9]+)\}/) { match in
      String(repeating: String(match.1), count: Int(match.2) ?? 0)
    }
  }

  /// The other file; nil when there is none.
  package var otherSource: MemorySource? {
    against.isEmpty ? nil : Self.source(against, times, format: format, path: "other", batchSize: 3)
  }

  private static func source(
    _ rows: [[RuleExamples.Cell]], _ times: Int, format: TableFormat, path: String,
    batchSize: Int
  ) -> MemorySource {
    var columns: [String] = []
    for cell in rows.joined() where !columns.contains(cell.column) { columns.append(cell.column) }
    var batches: [RowBatch] = []
    var builder = RowBatch.Builder(file: "example", columns: columns, firstRow: 0)
    for number in 0..<rows.count * times {
      let row = rows[number % rows.count]
      for column in columns {
        let cell = row.first { $0.column == column }
        builder.append(
          (cell?.text ?? "").replacing("{i}", with: String(number / rows.count)),
          kind: cell?.kind ?? .missing)
      }
      builder.endRow(line: number + 1)
      guard builder.count == batchSize else { continue }
      batches.append(builder.finish())
      builder = RowBatch.Builder(file: "example", columns: columns, firstRow: number + 1)
    }
    if builder.count > 0 { batches.append(builder.finish()) }
    return MemorySource(path: path, format: format, batches: batches)
  }
}
