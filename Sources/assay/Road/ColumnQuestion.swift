// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Console
import Dataset
import Platform
import Reports
import Tables
import Workflows

/// Asks which sheet has the rows, and which columns hold the texts and the labels, where a table does not
/// say so by their names.
struct ColumnQuestion {
  let file: String
  let input: InputOptions

  /// Puts the answers into the options; asks nothing where the columns are known.
  /// - Throws: `AssayError` when the file cannot be read.
  func ask(_ options: inout CheckOptions) throws(AssayError) {
    guard input.promptTemplate == nil else { return }
    try chooseSheet(&options.reading)
    guard let table = try table(&options.reading) else { return }
    if let line = options.reading.headerLine, input.headerLine == nil {
      Terminal.printError("The header is on line \(line); what stands above it is left out.")
    }
    let fields = [
      (Field.prompt, "Which column holds the texts?"),
      (Field.completion, "Which column holds the labels or answers?"),
    ].filter { input.names.index(of: $0.0, in: table.columns) == nil }
    guard !fields.isEmpty else { return }
    for line in Self.lines(of: table) { Terminal.printError(line) }
    for (field, question) in fields {
      let column = answer(question, field, columns: table.columns)
      if field == .prompt {
        options.promptColumn = column
      } else {
        options.completionColumn = column
      }
    }
  }

  /// Asks for the sheet of a workbook with several, unless the one that is shown has the columns.
  private func chooseSheet(_ reading: inout TableSource.Options) throws(AssayError) {
    guard reading.sheet == nil, DataFileName(file).format == .xlsx else { return }
    let choices = try TableChoices(path: file)
    guard choices.sheets.count > 1, !hasNamedColumns(reading) else { return }
    let usual = choices.sheets.first { sheet in
      var other = reading
      other.sheet = sheet
      return hasUsualColumns(other)
    }
    for (index, sheet) in choices.sheets.enumerated() {
      Terminal.printError("  \(index + 1)  \(VisibleText.escaped(sheet))")
    }
    reading.sheet = choose("Which sheet holds the rows?", choices.sheets, usual: usual)
  }

  private func hasNamedColumns(_ reading: TableSource.Options) -> Bool {
    holds(reading) { input.names.index(of: $0, in: $1) != nil }
  }

  private func hasUsualColumns(_ reading: TableSource.Options) -> Bool {
    holds(reading) { MissingColumns.usualColumn(for: $0, in: $1) != nil }
  }

  /// Whether a table can be read and has a column for each field.
  private func holds(
    _ reading: TableSource.Options, _ isThere: (Field, [String]) -> Bool
  ) -> Bool {
    var reading = reading
    guard let columns = try? table(&reading)?.columns else { return false }
    return Field.allCases.allSatisfy { isThere($0, columns) }
  }

  /// The first rows, below titles where there are some; nil where no columns can be chosen.
  private func table(_ reading: inout TableSource.Options) throws(AssayError) -> RowBatch? {
    let source = try TableSource(path: file, options: reading)
    var reader = try source.open()
    guard source.format != .txt, let batch = try reader.next(), batch.columns.count > 1,
      !batch.columns.contains("messages")
    else { return nil }
    guard reading.hasHeader, reading.headerLine == nil,
      input.names.index(of: .prompt, in: batch.columns) == nil
    else { return batch }
    let missing = MissingColumns(names: input.names, in: batch, of: source.format)
    guard let line = missing.likelyHeaderLine else { return batch }
    reading.headerLine = line
    return try table(&reading)
  }

  private func answer(_ question: String, _ field: Field, columns: [String]) -> String? {
    choose(question, columns, usual: MissingColumns.usualColumn(for: field, in: columns))
  }

  /// - Returns: nil at the end of the input.
  private func choose(_ question: String, _ names: [String], usual: String?) -> String? {
    while true {
      let offer = usual.flatMap { names.firstIndex(of: $0) }.map { " [\($0 + 1)]" } ?? ""
      Terminal.printPartialError("\(question)\(offer) ")
      guard let line = readLine() else { return nil }
      let text = line.filter { !$0.isWhitespace }
      if text.isEmpty, let usual { return usual }
      if let number = Int(text), names.indices.contains(number - 1) { return names[number - 1] }
      if let name = Self.name(line, in: names) { return name }
      Terminal.printError("Please answer by a number or a name.")
    }
  }

  /// The name that is meant; capitals and the space around it count only where they tell names apart.
  private static func name(_ text: String, in names: [String]) -> String? {
    if names.contains(text) { return text }
    let alike = names.filter { plain($0) == plain(text) }
    return alike.count == 1 ? alike[0] : nil
  }

  private static func plain(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }

  /// The columns by number, each with what stands in it first.
  private static func lines(of batch: RowBatch) -> [String] {
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
