// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Renames the column of a field when its name is in capitals. The readers have found the column.
struct NecessaryColumns: Validator {
  let field: PairFrame.Field

  func examine(
    _ frame: inout PairFrame, _ context: Analysis
  ) throws(AssayError) -> Diagnosis {
    guard !frame.columns.contains(where: { $0.isExactly(field) }),
      let position = ColumnName.position(of: field, in: frame.columns)
    else { return Diagnosis() }
    frame.columns[position] = ColumnName(text: field.rawValue)
    return Diagnosis(
      notes: ["the column `\(field.rawValue)` should be named in lower case"],
      necessary: "Name the column `\(field.rawValue)`")
  }

  /// The error about a file without one of the columns.
  static func missing(in columns: [ColumnName], file: String) -> AssayError {
    let field =
      PairFrame.Field.allCases.first { ColumnName.position(of: $0, in: columns) == nil }
      ?? .prompt
    let found = columns.map { "`\($0.text)`" }.joined(separator: ", ")
    return AssayError(
      "the column `\(field.rawValue)` is missing" + (found.isEmpty ? "" : "; found \(found)"),
      at: Location(file: file), remedy: "Name the columns prompt and completion",
      code: .missingColumn)
  }
}
