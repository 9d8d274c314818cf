// SPDX-License-Identifier: Apache-2.0

package import Decisions

/// A row to look at.
package struct ReviewItem: Sendable, Equatable {
  /// Another label, and what models make of it and of the row's own.
  package struct Suggestion: Sendable, Equatable {
    /// As the file writes it.
    package let label: String
    package let probability: Double
    package let ownProbability: Double
  }

  package let row: RowIdentity
  /// Its number in the file, from 0.
  package let number: Int
  /// The line where it begins, from 1.
  package let line: Int
  package let prompt: String
  /// As the file writes it.
  package let label: String
  /// Nil where the models say nothing else than the label.
  package var suggestion: Suggestion?
  /// What lint says of the row, as codes.
  package var findings: [String] = []

  /// A decision about it.
  package func decision(_ action: RowDecision.Action) -> RowDecision {
    RowDecision(row, action, label: label, number: number, text: prompt)
  }
}
