// SPDX-License-Identifier: Apache-2.0

/// A row as a trainer sees it.
package struct RowView: Sendable {
  /// Counted from 1.
  package let number: Int
  package let line: Int
  package let tokens: [SeenToken]
  package let facts: [LossFact]

  package func count(_ fate: TokenFate) -> Int { tokens.count { $0.fate == fate } }
}
