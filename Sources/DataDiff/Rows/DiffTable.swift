// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import JSON
import Records
import Tables

/// The rows of one side in memory, cell by cell.
struct DiffTable {
  /// A row as it stands in its file.
  struct Line: Sendable, Equatable {
    let number: Int
    let line: Int
    /// [columns]
    var cells: [String]
  }

  let file: String
  private(set) var columns: [String] = []
  private(set) var lines: [Line] = []
  /// Where prompts and labels stand; nil where the file has no such column.
  let prompt: Int?
  let label: Int?

  /// - Throws: `AssayError` when the file cannot be read.
  init(
    _ source: any RowSource, names: ColumnNames
  ) throws(AssayError) {
    file = source.path
    var reader = try source.open()
    while let batch = try reader.next() {
      columns = batch.columns
      for index in 0..<batch.count {
        let row = batch[index]
        lines.append(
          Line(
            number: row.number, line: row.line,
            cells: batch.columns.indices.map { Self.text(row, $0) }))
      }
    }
    // Rows further up may know fewer columns than the last ones.
    for place in lines.indices {
      let missing = columns.count - lines[place].cells.count
      if missing > 0 { lines[place].cells += Array(repeating: "", count: missing) }
    }
    let own = ExampleColumns(columns, names: names.read(from: source.format))
    prompt = own.prompt
    label = own.completion
  }

  /// A cell's text; lists and objects are the same however they are spaced.
  private static func text(_ row: Row, _ column: Int) -> String {
    let text = row.text(column)
    guard row.kind(column) == .nested else { return text }
    return (try? JSONParser.parse(Array(text.utf8), file: row.file))?.text() ?? text
  }

  /// The place of a column.
  func index(of column: String) -> Int? { columns.firstIndex(of: column) }

  /// The labeled texts; rows without a label say nothing about any.
  var labeled: (prompts: [String], labels: [String]) {
    guard let label else { return ([], []) }
    let known = lines.filter { !$0.cells[label].isEmpty }
    return (
      known.map { line in prompt.map { line.cells[$0] } ?? "" }, known.map { $0.cells[label] }
    )
  }
}
