// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Proposes a space at the start of the completions.
struct LeadingSpaceValidator: Validator {
  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    guard !Self.allBeginWithSpace(frame.completion) else { return Diagnosis() }
    let file = context.file
    return Diagnosis(
      notes: ["completions should begin with a space, which suits the way tokens are cut"],
      proposal: Proposal(text: "Add a space to the start of the completions") {
        (frame) throws(AssayError) in
        try Self.addSpace(to: &frame, file: file)
        return []
      })
  }

  private static func allBeginWithSpace(_ column: PandasColumn) -> Bool {
    var all = column.count > 0
    column.forEachRow { _, text in
      if text.first != UInt8(ascii: " ") { all = false }
    }
    return all
  }

  private static func addSpace(to frame: inout PairFrame, file: String) throws(AssayError) {
    let column = frame.completion
    if let empty = (0..<column.count).first(where: { column.range($0).isEmpty }) {
      throw AssayError(
        "a completion is empty once the common prefix is cut", at: Location(file: file, row: empty),
        remedy: "Make the completions differ within their first characters, or decline the cut",
        code: .completionPrefixCut)
    }
    frame.completion = column.rewritten(growth: 1) { text, result in
      if text.first != UInt8(ascii: " ") { result.extend(UInt8(ascii: " ")) }
      result.extend(text)
    }
  }
}
