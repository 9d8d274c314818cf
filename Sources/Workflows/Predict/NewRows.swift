// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import ModelStore
import Platform
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

/// Where the prompts of new rows stand, whose labels nobody knows yet.
enum PromptPlace {
  case column(Int)
  case template(PromptTemplate)

  /// The columns that a user named come first, then those of the training file, `prompt`, and the only
  /// column there is.
  /// - Parameters:
  ///   - columns: all of the file.
  ///   - record: what the training file was like; nil where nobody knows.
  /// - Throws: `AssayError` when it cannot be told which column it is.
  init(
    _ reading: RowReading, in columns: [String], of source: TableSource,
    trained record: ModelRecord?
  ) throws(AssayError) {
    // The lines of plain text are completions to its reader.
    if source.format == .txt {
      self = .column(1)
      return
    }
    if let template = reading.promptTemplate {
      try Self.require(template, in: columns, of: source)
      self = .template(template)
      return
    }
    if let named = reading.promptColumn {
      guard let column = Self.column(named, in: columns) else {
        throw Self.missing(named, in: columns, of: source)
      }
      self = .column(column)
      return
    }
    let template = try record?.promptTemplate.map { text throws(AssayError) in
      try PromptTemplate(text)
    }
    if let template, template.columns.allSatisfy(columns.contains) {
      self = .template(template)
      return
    }
    let known = [record?.promptColumn, Field.prompt.rawValue].compactMap { $0 }
    let found = known.lazy.compactMap { Self.column($0, in: columns) }.first
    guard let column = found ?? (columns.count == 1 ? 0 : nil) else {
      throw Self.missing(known[0], in: columns, of: source)
    }
    self = .column(column)
  }

  private static func column(_ name: String, in columns: [String]) -> Int? {
    ColumnNames(prompt: name).index(of: .prompt, in: columns)
  }

  private static func require(
    _ template: PromptTemplate, in columns: [String], of source: TableSource
  ) throws(AssayError) {
    guard let name = template.columns.first(where: { !columns.contains($0) }) else { return }
    throw AssayError(
      "there is no column `\(name)`; the columns are \(list(columns))",
      at: Location(file: source.path), remedy: "Correct --prompt-template", code: .missingColumn)
  }

  private static func missing(
    _ name: String, in columns: [String], of source: TableSource
  ) -> AssayError {
    let usual = MissingColumns.usualColumn(for: .prompt, in: columns)
    let naming =
      usual.map { "Name the one with the texts: --prompt-column \(ShellWord.quoted($0))" }
      ?? "Name the one with the texts by --prompt-column NAME"
    return AssayError(
      "there is no column `\(name)`; the columns are \(list(columns))",
      at: Location(file: source.path),
      remedy: headerLine(name, in: columns, of: source).map {
        "Line \($0) looks like the header: give --header-line \($0)"
      } ?? naming, code: .missingColumn)
  }

  /// The line below titles that names the columns, where there is one.
  private static func headerLine(
    _ name: String, in columns: [String], of source: TableSource
  ) -> Int? {
    guard source.path != "-", var reader = try? source.open(), let batch = try? reader.next()
    else { return nil }
    var found = MissingColumns(
      names: ColumnNames(prompt: name), columns: columns, format: source.format)
    found.lookForHeader(in: batch)
    return found.likelyHeaderLine
  }

  private static func list(_ columns: [String]) -> String {
    Plural.listed(columns, most: 20) { "`\(VisibleText.escaped($0))`" }
  }

  /// The prompt of a row.
  /// - Throws: `AssayError` where a list or an object stands in its place.
  func text(of row: Row) throws(AssayError) -> String {
    switch self {
    case .template(let template):
      let (text, kind) = template.fill(row)
      if kind == .nested { throw Self.nested(row, ValueShape.object, column: nil) }
      return String(decoding: text, as: UTF8.self)
    case .column(let column):
      if row.kind(column) == .nested {
        throw Self.nested(
          row, row.withUTF8(column) { ValueShape($0) }, column: row.batch.columns[column])
      }
      return row.text(column)
    }
  }

  private static func nested(_ row: Row, _ shape: ValueShape, column: String?) -> AssayError {
    .nestedValue(
      .prompt, shape: shape,
      at: Location(file: row.file, row: row.number, line: row.line, field: column))
  }
}
