// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import Evaluation

/// What a new version of a file changes.
package struct DataDifference: Sendable {
  /// The sides, as the user named them.
  package let old: String
  package let new: String
  package let oldRows: Int
  package let newRows: Int
  /// Rows that are the same on both sides.
  package let unchanged: Int
  package let changes: [RowChange]
  package let addedColumns: [String]
  package let goneColumns: [String]
  package let findings: [FindingChange]
  /// Empty where the completions are no classes.
  package let classes: [ClassChange]
  /// Nil where nobody asked for it.
  package let effect: DataEffect?

  package func count(_ kind: RowChange.Kind) -> Int { changes.count { $0.kind == kind } }

  /// Whether rules find errors in rows that the old side did not have.
  package var hasNewErrors: Bool { findings.contains { $0.fresh > 0 && $0.severity == .error } }

  /// What was done to the rows, in words.
  var summary: String {
    let parts = RowChange.Kind.allCases.filter { count($0) > 0 }
      .map { "\(Plural.grouped(count($0))) \($0.words)" }
    return parts.isEmpty ? "no row differs" : parts.joined(separator: ", ")
  }
}
