// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Reads CSV and TSV into a frame as pandas' `read_csv` with text columns does: words for "no value"
/// become empty, a cell ends at its first NUL, and when the first row is longer than the header, its
/// surplus columns at the front become the labels of the rows, which shifts all others.
struct PandasCSV {
  let file: String
  let separator: UInt8

  /// A frame and what was lost on the way.
  struct Reading {
    var frame: PairFrame
    /// How many columns at the front became labels.
    var labelColumns: Int
    /// Rows with a word for "no value" where text may have been meant.
    var missingWords: [Int]
    /// Rows with a cell that was cut at a NUL.
    var cutCells: [Int]
  }

  func read(_ bytes: [UInt8]) throws(AssayError) -> Reading {
    var rows = RowCollector()
    let refusal = bytes.withUnsafeBufferPointer { buffer -> PandasCSVTokenizer.Refusal? in
      var tokenizer = PandasCSVTokenizer(buffer, separator: separator)
      do throws(PandasCSVTokenizer.Refusal) {
        try tokenizer.read { text, ends, _ in rows.take(text, ends) }
        return nil
      } catch {
        return error
      }
    }
    if let refusal { throw describe(refusal) }
    guard !rows.header.isEmpty else {
      throw AssayError(
        "the file is empty", at: Location(file: file),
        remedy: "Write a header with the columns prompt and completion, and a row for each example",
        code: .noRows)
    }
    guard let prompt = rows.position(of: .prompt), let completion = rows.position(of: .completion)
    else { throw PandasColumnName.missing(in: rows.columns, file: file) }
    return rows.reading(prompt: prompt, completion: completion)
  }

  private func describe(_ refusal: PandasCSVTokenizer.Refusal) -> AssayError {
    switch refusal {
    case .openQuote:
      AssayError(
        "a quoted cell has no closing quote", at: Location(file: file),
        remedy: "Close the quote, and double quotes inside a quoted cell", code: .faultyQuote)
    case .longRow(let row, let line, let expected, let found):
      AssayError(
        "a row has \(found) cells where \(expected) were expected",
        at: Location(file: file, row: row, line: line),
        remedy: "Put quotes around cells that hold the separator", code: .raggedRow)
    case .overflow(let line):
      AssayError(
        "rows that end in a bare carriage return and begin with blanks cannot be told apart",
        at: Location(file: file, line: line), remedy: "Save the file with `\\n` as the line end")
    }
  }
}

/// Collects the cells that count from the rows of a CSV file.
private struct RowCollector {
  private(set) var header: [[UInt8]] = []
  private(set) var columns: [PandasColumnName] = []
  private var width = 0
  private var rows = 0
  private var labelRows: [[UInt8]] = []
  /// The columns that can be a field, with their position among the named columns.
  private var candidates: [(position: Int, texts: PandasColumn)] = []
  private var missingWords: [Int] = []
  private var cutCells: [Int] = []
  private var hasHeader = false

  mutating func take(_ text: UnsafeBufferPointer<UInt8>, _ ends: [Int]) {
    guard hasHeader else { return takeHeader(text, ends) }
    if rows == 0 { width = ends.count }
    let shift = labelColumns
    if shift > 0 { labelRows.append(label(text, ends: ends, count: shift)) }
    for index in candidates.indices {
      let cell = cell(candidates[index].position + shift, of: text, ends: ends)
      let kept = UnsafeBufferPointer(rebasing: text[cell])
      if MissingWords.contains(kept) {
        if !kept.isEmpty { note(rows, in: &missingWords) }
      } else {
        candidates[index].texts.extend(kept)
      }
      candidates[index].texts.endRow()
    }
    rows += 1
  }

  var labelColumns: Int { max(0, width - header.count) }

  private mutating func takeHeader(_ text: UnsafeBufferPointer<UInt8>, _ ends: [Int]) {
    hasHeader = true
    header = ends.indices.map { Array(text[Self.uncut(Self.range($0, ends), text)]) }
    columns = PandasHeader.unique(header.map { String(decoding: $0, as: UTF8.self) })
    for field in PairFrame.Field.allCases {
      if let position = position(of: field) { candidates.append((position, PandasColumn())) }
    }
  }

  func position(of field: PairFrame.Field) -> Int? {
    PandasColumnName.position(of: field, in: columns)
  }

  private static func range(_ cell: Int, _ ends: [Int]) -> Range<Int> {
    (cell == 0 ? 0 : ends[cell - 1])..<ends[cell]
  }

  /// The part of a cell before its first NUL.
  private static func uncut(
    _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    guard let nul = text[range].firstIndex(of: 0) else { return range }
    return range.lowerBound..<nul
  }

  private mutating func cell(
    _ position: Int, of text: UnsafeBufferPointer<UInt8>, ends: [Int]
  ) -> Range<Int> {
    guard position < ends.count else { return 0..<0 }
    let whole = Self.range(position, ends)
    let kept = Self.uncut(whole, text)
    if kept.count < whole.count { note(rows, in: &cutCells) }
    return kept
  }

  private func note(_ row: Int, in rows: inout [Int]) {
    if rows.last != row { rows.append(row) }
  }

  /// One key for the label columns of a row; all words for "no value" are the same label.
  private func label(
    _ text: UnsafeBufferPointer<UInt8>, ends: [Int], count: Int
  ) -> [UInt8] {
    var key: [UInt8] = []
    for position in 0..<min(count, ends.count) {
      let cell = Self.uncut(Self.range(position, ends), text)
      let kept = UnsafeBufferPointer(rebasing: text[cell])
      if !MissingWords.contains(kept) { key.append(contentsOf: kept) }
      key.append(0)
    }
    return key
  }

  private var index: RowIndex {
    switch labelColumns {
    case 0: .range(rows)
    case 1: .texts(labelRows)
    default: .tuples(labelRows)
    }
  }

  func reading(prompt: Int, completion: Int) -> PandasCSV.Reading {
    let frame = PairFrame(
      prompt: candidates.first { $0.position == prompt }?.texts ?? PandasColumn(),
      completion: candidates.first { $0.position == completion }?.texts ?? PandasColumn(),
      index: index, columns: columns)
    return PandasCSV.Reading(
      frame: frame, labelColumns: labelColumns, missingWords: missingWords, cutCells: cutCells)
  }
}
