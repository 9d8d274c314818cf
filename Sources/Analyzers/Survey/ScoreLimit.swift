// SPDX-License-Identifier: Apache-2.0

import Tables

/// The column of an outside score, and the score that a row should have at least.
package struct ScoreLimit: Sendable, Equatable {
  package let column: String
  package let minimum: Double

  package init(column: String, minimum: Double) {
    self.column = column
    self.minimum = minimum
  }

  /// Whether a row has a score and it is under the minimum. Text that is a number counts as one.
  func isMissed(by row: Row, in columns: [String]) -> Bool {
    guard let column = columns.firstIndex(of: column),
      [.number, .text].contains(row.kind(column)), let score = Double(row.text(column))
    else { return false }
    return score < minimum
  }
}
