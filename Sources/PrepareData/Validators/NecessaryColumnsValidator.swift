// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Renames the column of a field when its name is in capitals. The readers have found the column.
struct NecessaryColumnsValidator: Validator {
  let field: PairFrame.Field

  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    guard !frame.columns.contains(where: { $0.isExactly(field) }),
      let position = PandasColumnName.position(of: field, in: frame.columns)
    else { return Diagnosis() }
    frame.columns[position] = PandasColumnName(text: field.rawValue)
    return Diagnosis(
      notes: ["the column `\(field.rawValue)` should be named in lower case"],
      necessary: "Name the column `\(field.rawValue)`")
  }
}
