// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Proposes to remove rows that repeat a row before them.
struct DuplicateRowsValidator: Validator {
  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    let repeated = Self.repeated(frame)
    guard !repeated.isEmpty else { return Diagnosis() }
    return Diagnosis(
      notes: ["\(repeated.count) rows repeat an earlier one: rows \(RowList.text(repeated))"],
      proposal: Proposal(text: "Remove \(repeated.count) repeated rows") { frame in
        var keep = [Bool](repeating: true, count: frame.count)
        for row in Self.repeated(frame) { keep[row] = false }
        frame = frame.kept(keep)
        return []
      })
  }

  private static func repeated(_ frame: PairFrame) -> [Int] {
    RowGroups(count: frame.count, columns: [frame.prompt, frame.completion]).repeated
  }
}
