// SPDX-License-Identifier: Apache-2.0

/// What became of a row.
package struct RowChange: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case relabelled, edited, added, gone

    /// For people; programs read the raw value, which is a contract.
    package var words: String { self == .relabelled ? "relabeled" : rawValue }
  }

  /// A row of one side.
  package struct Side: Sendable, Equatable {
    /// Its number in the file, from 0.
    package let number: Int
    /// The line where it begins, from 1.
    package let line: Int
    package let prompt: String
    package let label: String
  }

  package let kind: Kind
  /// Nil for an added row.
  package let old: Side?
  /// Nil for a row that is gone.
  package let new: Side?
  /// The columns whose cells are not the same; empty for rows of one side.
  package let columns: [String]
}
