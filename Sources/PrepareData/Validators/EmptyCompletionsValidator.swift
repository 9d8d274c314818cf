// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Removes rows without a completion.
struct EmptyCompletionsValidator: Validator {
  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    let column = frame.completion
    let keep = (0..<frame.count).map { !column.range($0).isEmpty }
    let empty = keep.indices.filter { !keep[$0] }
    guard !empty.isEmpty else { return Diagnosis() }
    frame = frame.kept(keep)
    let rows = RowList.text(empty)
    return Diagnosis(
      notes: ["completions must not be empty; they are in rows \(rows)"],
      necessary: "Remove \(empty.count) rows without a completion",
      violations: [
        RuleViolation(
          .emptyCompletionsRemoved, in: context.file, rowCount: empty.count, field: "completion",
          values: ["list": rows])
      ])
  }
}
