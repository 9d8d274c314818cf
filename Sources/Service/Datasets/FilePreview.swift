// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import JSON
import Platform
import Records
import Tables
import Workflows

/// How a file can be read, and its first rows as they are then: by this the page lets people choose
/// instead of typing names.
struct FilePreview {
  private static let rowCount = 8
  /// More of a cell nobody reads in a preview.
  private static let cellLength = 300

  private let choices: TableChoices
  private var reading: TableSource.Options
  private var format: TableFormat?
  private var columns: [String] = []
  private var rows: [[String]] = []
  /// The columns that hold the prompts and the completions, as chosen or as their names say.
  private var pair: [Field: String] = [:]
  /// Why there are no rows to show.
  private var fault: AssayError?

  /// - Throws: `AssayError` when the file cannot be opened at all.
  init(_ file: DataFile, _ options: CheckOptions) throws(AssayError) {
    choices = try TableChoices(path: file.path)
    var reading = options.reading
    if let likely = choices.encodings.first, reading.encoding == .utf8 {
      reading.encoding = likely.name
    }
    reading.sheet = reading.sheet ?? choices.sheet
    self.reading = reading
    do throws(AssayError) {
      try readRows(of: file, options)
    } catch {
      fault = error
    }
  }

  private mutating func readRows(
    of file: DataFile, _ options: CheckOptions
  ) throws(AssayError) {
    let source = try file.source(reading)
    format = source.format
    var reader = try source.open()
    guard let batch = try reader.next() else { return }
    columns = batch.columns
    rows = (0..<min(batch.count, Self.rowCount)).map { row in
      columns.indices.map {
        String(VisibleText.escaped(batch[row].text($0)).prefix(Self.cellLength))
      }
    }
    let names = ColumnNames(prompt: options.promptColumn, completion: options.completionColumn)
      .read(from: source.format)
    var missing = MissingColumns(names: names, columns: columns, format: source.format)
    missing.lookForHeader(in: batch)
    if reading.hasHeader, reading.headerLine == nil, names.index(of: .prompt, in: columns) == nil,
      let line = missing.likelyHeaderLine
    {
      // Below titles: shown as chosen, so that it can be chosen otherwise.
      reading.headerLine = line
      return try readRows(of: file, options)
    }
    for field in Field.allCases {
      pair[field] =
        names.index(of: field, in: columns).map { columns[$0] } ?? missing.likelyColumn(of: field)
    }
  }

  var json: JSONValue {
    let encodings = choices.encodings.map { encoding -> JSONValue in
      ["name": .string(encoding.name.rawValue), "words": .string(encoding.words)]
    }
    return [
      "sheets": .array(choices.sheets.map { .string($0) }), "sheet": .init(reading.sheet),
      "encodings": .array(encodings), "encoding": .string(reading.encoding.rawValue),
      "header_line": .init(reading.headerLine), "no_header": .bool(!reading.hasHeader),
      "may_lack_header": .bool(format?.hasHeader ?? true),
      "columns": .array(columns.map { .string($0) }),
      "prompt_column": .init(pair[.prompt]), "completion_column": .init(pair[.completion]),
      "rows": .array(rows.map { .array($0.map { .string($0) }) }),
      "error": .init(fault.map { "\($0)" }),
    ]
  }
}
