// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Removes all columns but the two that count.
struct AdditionalColumnsValidator: Validator {
  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    let surplus = frame.columns.filter { column in
      !PairFrame.Field.allCases.contains { column.isExactly($0) }
    }
    guard frame.columns.count > 2 else { return Diagnosis() }
    if let odd = surplus.first(where: { !$0.isText }) {
      throw AssayError(
        "the name of a surplus column is not text: \(odd.text)", at: Location(file: context.file),
        remedy: "Remove the column or give it a name", code: .extraColumns)
    }
    let names = surplus.map { "`\($0.text)`" }.joined(separator: ", ")
    return Diagnosis(
      notes: ["there should be two columns only; these are surplus: \(names)"],
      necessary: "Remove the columns \(names)")
  }
}
