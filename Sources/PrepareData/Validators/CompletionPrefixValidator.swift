// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Proposes to cut what all completions begin with when it has at least 5 characters.
struct CompletionPrefixValidator: Validator {
  private static let shortest = 5

  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    let prefix = frame.completion.commonAffix(.prefix)
    let length = prefix.withUnsafeBufferPointer(\.scalarCount)
    guard length >= Self.shortest, !frame.completion.allEqual(prefix) else { return Diagnosis() }
    try Quoted.require(printable: prefix, file: context.file)
    let keepsSpace = prefix.first == UInt8(ascii: " ")
    let file = context.file
    return Diagnosis(
      notes: [
        "all completions begin with \(Quoted.text(prefix)); mostly a completion should be the "
          + "answer alone"
      ],
      proposal: Proposal(text: "Cut \(Quoted.text(prefix)) from all completions") { frame in
        let damaged = Self.damagedRows(frame.completion, length: length)
        frame.completion = frame.completion.droppingPrefix(
          scalars: length, replacedBy: keepsSpace ? [UInt8(ascii: " ")] : [])
        return damaged.isEmpty ? [] : [Self.violation(damaged, prefix, file: file)]
      })
  }

  /// Rows that nothing is left of, or whose first word is cut apart.
  private static func damagedRows(_ column: PandasColumn, length: Int) -> [Int] {
    var damaged: [Int] = []
    column.forEachRow { row, text in
      let cut = text.offset(afterScalars: length)
      let rest = String(decoding: text[cut...], as: UTF8.self).unicodeScalars
      let last = String(decoding: text[..<cut].suffix(4), as: UTF8.self).unicodeScalars.last
      let isCutApart = last?.isWord == true && rest.first?.isWord == true
      if isCutApart || rest.allSatisfy(\.properties.isWhitespace) { damaged.append(row) }
    }
    return damaged
  }

  private static func violation(
    _ rows: [Int], _ prefix: [UInt8], file: String
  ) -> RuleViolation {
    RuleViolation(
      .completionPrefixCut, in: file, rowCount: rows.count, field: "completion",
      values: ["prefix": Quoted.text(prefix), "list": RowList.text(rows)])
  }
}
