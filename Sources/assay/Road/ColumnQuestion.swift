// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Console
import Dataset
import Platform
import Tables
import Workflows

/// Asks which columns hold the texts and the labels, where a table does not say so by their names.
struct ColumnQuestion {
  let file: String
  let input: InputOptions

  /// Puts the answers into the options; asks nothing where the columns are known.
  /// - Throws: `AssayError` when the file cannot be read.
  func ask(_ options: inout CheckOptions) throws(AssayError) {
    guard input.promptTemplate == nil else { return }
    let source = try TableSource(path: file, options: input.reading)
    var reader = try source.open()
    guard source.format != .txt, let batch = try reader.next(), batch.columns.count > 1,
      !batch.columns.contains("messages")
    else { return }
    if input.names.index(of: .prompt, in: batch.columns) == nil {
      options.promptColumn = answer("Which column holds the texts?", .prompt, batch.columns)
    }
    if input.names.index(of: .completion, in: batch.columns) == nil {
      options.completionColumn = answer(
        "Which column holds the labels or answers?", .completion, batch.columns)
    }
  }

  /// - Returns: nil at the end of the input.
  private func answer(_ question: String, _ field: Field, _ columns: [String]) -> String? {
    let usual = MissingColumns.usualColumn(for: field, in: columns)
    for (number, name) in columns.enumerated() {
      Terminal.printError("  \(number + 1)  \(VisibleText.escaped(name))")
    }
    while true {
      let offer = usual.flatMap { columns.firstIndex(of: $0) }.map { " [\($0 + 1)]" } ?? ""
      Terminal.printPartialError("\(question)\(offer) ")
      guard let line = readLine() else { return nil }
      let text = line.filter { !$0.isWhitespace }
      if text.isEmpty, let usual { return usual }
      if let number = Int(text), columns.indices.contains(number - 1) { return columns[number - 1] }
      if columns.contains(line) { return line }
      Terminal.printError("Please answer by a number or a name.")
    }
  }
}
