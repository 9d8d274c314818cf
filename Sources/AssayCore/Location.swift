// SPDX-License-Identifier: Apache-2.0

/// A place in an input file. Everything but the file may be unknown.
package struct Location: Sendable, Hashable, Codable {
  /// The path as the user gave it; `-` is standard input.
  package var file: String
  /// The data row, counted from 0; a header is not a row. People are told the number from 1 on.
  package var row: Int?
  /// The line of the file on which the row (or the fault) starts, counted from 1. In a workbook,
  /// the row number that the spreadsheet shows.
  package var line: Int?
  /// The byte within the line, counted from 1.
  package var column: Int?
  /// The name of the column (the JSON key, the CSV header).
  package var field: String?

  package init(
    file: String, row: Int? = nil, line: Int? = nil, column: Int? = nil, field: String? = nil
  ) {
    self.file = file
    self.row = row
    self.line = line
    self.column = column
    self.field = field
  }
}

extension Location: CustomStringConvertible {
  /// `train.csv:12:5 (row 10, column prompt)`, leaving out what is unknown.
  package var description: String {
    let place = [file] + [line, column].compactMap { $0.map(String.init) }
    let inside = [row.map { "row \($0 + 1)" }, field.map { "column \($0)" }].compactMap { $0 }
    let suffix = inside.isEmpty ? "" : " (\(inside.joined(separator: ", ")))"
    return place.joined(separator: ":") + suffix
  }
}
