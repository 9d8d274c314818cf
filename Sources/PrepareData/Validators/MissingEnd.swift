// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// An end that the rows of a column have not in common, and that is proposed for all of them.
struct MissingEnd {
  let field: PairFrame.Field
  /// `separator` or `ending`.
  let noun: String
  let suggestion: [UInt8]
  /// What the end is for, as a clause.
  let purpose: String

  /// - Parameter harm: raised once the end is added, where most rows had one of their own.
  func diagnosis(harm: RuleViolation?) -> Diagnosis {
    let (field, suggestion) = (field, suggestion)
    return Diagnosis(
      notes: ["the \(field.rawValue)s have no common \(noun), which \(purpose)"],
      proposal: Proposal(
        text: "Add the \(noun) \(Quoted.text(suggestion)) to all \(field.rawValue)s"
      ) { frame in
        frame[field] = frame[field].appending(suggestion)
        return harm.map { [$0] } ?? []
      })
  }
}
