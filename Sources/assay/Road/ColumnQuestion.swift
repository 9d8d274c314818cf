// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Console
import Dataset
import Platform
import Reports
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
      options.promptColumn = answer("Which column holds the texts?", .prompt, batch: batch)
    }
    if input.names.index(of: .completion, in: batch.columns) == nil {
      options.completionColumn = answer(
        "Which column holds the labels or answers?", .completion, batch: batch)
    }
  }

  /// - Returns: nil at the end of the input.
  private func answer(_ question: String, _ field: Field, batch: RowBatch) -> String? {
    let columns = batch.columns
    let usual = MissingColumns.usualColumn(for: field, in: columns)
    for line in Self.table(of: batch) { Terminal.printError(line) }
    while true {
      let offer = usual.flatMap { columns.firstIndex(of: $0) }.map { " [\($0 + 1)]" } ?? ""
      Terminal.printPartialError("\(question)\(offer) ")
      guard let line = readLine() else { return nil }
      let text = line.filter { !$0.isWhitespace }
      if text.isEmpty, let usual { return usual }
      if let number = Int(text), columns.indices.contains(number - 1) { return columns[number - 1] }
      if let name = Self.column(named: line, in: columns) { return name }
      Terminal.printError("Please answer by a number or a name.")
    }
  }

  /// The column of a name; capitals and the space around it count only where they tell columns apart.
  private static func column(named text: String, in columns: [String]) -> String? {
    if columns.contains(text) { return text }
    let alike = columns.filter { plain($0) == plain(text) }
    return alike.count == 1 ? alike[0] : nil
  }

  private static func plain(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }

  /// The columns by number, each with what stands in it first.
  private static func table(of batch: RowBatch) -> [String] {
    let names = batch.columns.map { TerminalWidth.cut(VisibleText.escaped($0), to: 24) }
    let width = names.map { TerminalWidth.of($0) }.max() ?? 0
    let numberWidth = String(names.count).count
    return names.enumerated().map { index, name in
      let number = String(index + 1)
      let texts = (0..<min(batch.count, 20)).lazy.map { batch[$0].text(index) }
      let sample = texts.first { text in !text.allSatisfy(\.isWhitespace) } ?? ""
      let line =
        "  " + String(repeating: " ", count: numberWidth - number.count) + "\(number)  \(name)"
        + String(repeating: " ", count: width - TerminalWidth.of(name))
        + (sample.isEmpty ? "  (empty)" : "  \(VisibleText.escaped(sample))")
      return TerminalWidth.cut(line, to: Terminal.width - 1)
    }
  }
}
