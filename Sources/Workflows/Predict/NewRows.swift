// SPDX-License-Identifier: Apache-2.0

import AssayCore
import ModelStore
import Tables

/// The rows of a file that are to be labeled. The file is read twice: once to know that all of it can
/// be read, how many rows and which columns it has, and once for the rows.
struct NewRows {
  let source: TableSource
  let columns: [String]
  let count: Int
  private let place: PromptPlace

  /// Rows that are labeled together.
  private static let rowsAtATime = 256

  /// - Throws: `AssayError` when the file cannot be read, has no rows, or its prompts are not found.
  init(
    _ file: String, _ reading: RowReading, trained record: ModelRecord?
  ) throws(AssayError) {
    source = try reading.source(file)
    var columns: [String] = []
    var count = 0
    var reader = try source.open()
    while let batch = try reader.next() {
      // Later rows of JSON may have more columns.
      columns = batch.columns
      count += batch.count
    }
    guard count > 0 else {
      throw AssayError(
        "the file has no rows", at: Location(file: file), remedy: "Give a file with texts to label")
    }
    place = try PromptPlace(reading, in: columns, of: source, trained: record)
    self.columns = columns
    self.count = count
    try checkPrompts()
  }

  /// A fault in a late row must be known before the first result is written.
  private func checkPrompts() throws(AssayError) {
    guard source.format.holdsLists else { return }
    try forEachPart { _ throws(AssayError) in }
  }

  /// Calls `body` with some rows at a time, each with its prompt as it stands in the file.
  func forEachPart(
    _ body: ([(row: Row, text: String)]) throws(AssayError) -> Void
  ) throws(AssayError) {
    var reader = try source.open()
    while let batch = try reader.next() {
      for start in stride(from: 0, to: batch.count, by: Self.rowsAtATime) {
        var part: [(row: Row, text: String)] = []
        for index in start..<min(start + Self.rowsAtATime, batch.count) {
          part.append((batch[index], try place.text(of: batch[index])))
        }
        try body(part)
      }
    }
  }
}
